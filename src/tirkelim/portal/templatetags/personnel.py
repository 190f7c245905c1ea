"""Components of the personnel service's room: `{% load personnel %}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tirkelim.portal.templatetags.look import described_by, options

register = template.Library()


@register.simple_tag(name="fields")
def fields(form: Iterable[BoundField], without: str = "") -> SafeString:
    """The fields of a form one beneath the other; `without` names some that are printed elsewhere."""
    left_out = set(without.split())
    shown = [bound for bound in form if bound.name not in left_out]
    return render_to_string("portal/personnel/_fields.html", {"fields": shown})


@register.simple_tag(name="reveal")
def reveal(bound: BoundField, *pairs: Any) -> SafeString:
    """Radio buttons of which some open further fields: `{% reveal gate.now "now" form %}`.

    No script is needed for it: the style sheet hides what is not asked.
    """
    inner = dict(zip(pairs[::2], pairs[1::2], strict=True))
    lines = [{**option, "inner": list(inner.get(option["value"], ()))} for option in options(bound)]
    context = {"field": bound, "options": lines, "ids": described_by(bound)}
    return render_to_string("portal/personnel/_reveal.html", context)


@register.filter(name="only")
def only(form: Any, names: str) -> list[BoundField]:
    """Some fields of a form, in the order named."""
    return [form[name] for name in names.split()]
