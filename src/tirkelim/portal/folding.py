"""Templates compiled once for each language, with everything that never changes written out.

A page of ours has forty texts to translate, a dozen addresses and the hashed names of its styles, the same in every
answer. This loader keeps a compiled template for each language and puts plain text where such a tag stands, so that
only what differs from answer to answer is worked out again. Texts are escaped exactly as before: each tag is asked
for its own output, once.

A template object therefore belongs to one language: fetch it by name when it is needed and do not keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, Variable
from django.template.defaulttags import IfNode, URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.translation import get_language


class _Folding(base.Loader):
    """Folds a template as soon as it is compiled: nobody renders it before."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        fold(template)
        return template


class Loader(cached.Loader, _Folding):
    """Django's caching loader, with the language as a part of the key."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        """The name of a compiled template."""
        name = super().cache_key(template_name, skip) if skip else template_name
        return f"{get_language()}:{name}"

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The template in the current language. Raises TemplateDoesNotExist."""
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        if isinstance(known, Template):
            return known
        template: Template = super().get_template(template_name, skip)
        return template


def fold(template: Template) -> None:
    """Write out what never changes in the current language, and join neighbouring texts."""
    nothing = Context()
    nothing.template = template
    _fold(template.nodelist, nothing)


def _fold(nodes: NodeList, nothing: Context) -> None:
    for inner in (inner for node in nodes for inner in _inside(node)):
        _fold(inner, nothing)
    nodes[:] = _joined(_folded(node, nothing) for node in nodes)


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (branch for _, branch in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def _folded(node: Node, nothing: Context) -> Node:
    """The text that the node always gives, or the node itself."""
    if not _is_constant(node):
        return node
    try:
        return TextNode(node.render(nothing))
    except (NoReverseMatch, ValueError):
        # An unknown address or file: said when the page is shown, as without folding, and only if it comes to that.
        return node


def _is_constant(node: Node) -> bool:
    if isinstance(node, TranslateNode):
        return node.asvar is None and _is_literal(node.filter_expression) and _is_literal(node.message_context)
    if isinstance(node, BlockTranslateNode):
        no_values = not node.extra_context and not any(token.token_type.name == "VAR" for token in node.singular)
        return no_values and node.asvar is None and not node.countervar and _is_literal(node.message_context)
    if isinstance(node, StaticNode):
        return node.varname is None and _is_literal(node.path)
    if isinstance(node, URLNode):
        return node.asvar is None and not node.args and not node.kwargs and _is_literal(node.view_name)
    return False


def _is_literal(expression: FilterExpression | None) -> bool:
    """Whether it is nothing, or a text in quotes without filters."""
    if expression is None:
        return True
    written = expression.var
    if isinstance(written, Variable):
        return not expression.filters and written.lookups is None
    return not expression.filters and isinstance(written, str)


def _joined(nodes: Iterable[Node]) -> list[Node]:
    joined: list[Node] = []
    for node in nodes:
        if type(node) is TextNode and joined and type(joined[-1]) is TextNode:
            joined[-1] = TextNode(joined[-1].s + node.s)
        else:
            joined.append(node)
    return joined
