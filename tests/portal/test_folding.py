"""A folded template gives what the unfolded one gives, in every language; only sooner."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Engine, Template
from django.template.base import TextNode
from django.template.loader import get_template
from django.template.loaders.cached import Loader as Cached
from django.utils import translation

from tirkelim.portal.folding import Loader, fold

LANGUAGES = ("kk", "ru", "en")
CONSTANT = (
    '{% load i18n static %}<p>{% translate "Check" %} {% translate "Name" context "person" %}</p>'
    '<a href="{% url \'check\' %}">{% static "portal/mark.svg" %}</a>'
    "{% blocktranslate trimmed %}Use of the register{% endblocktranslate %}"
)


def compiled(source: str, folded: bool) -> Template:
    engine = Engine(libraries=Engine.get_default().libraries, builtins=Engine.get_default().builtins)
    template = engine.from_string(source)
    if folded:
        fold(template)
    return template


def shown(source: str, folded: bool, **values: Any) -> str:
    return compiled(source, folded).render(Context(values))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "source",
    [
        CONSTANT,
        f'{{% if a %}}{CONSTANT}{{% elif b %}}{{% translate "No" %}}{{% else %}}{{% translate "Yes" %}}{{% endif %}}',
        '{% load i18n %}{% for x in "ab" %}{% translate "Check" %}{{ x }}{% empty %}{% translate "No" %}{% endfor %}',
        '{% load i18n %}{% translate "Check" as word %}[{{ word }}]{% translate a %}{% translate "Check"|upper %}',
        "{% load i18n %}{% blocktranslate with x=a %}Checked {{ x }}{% endblocktranslate %}",
        "{% load i18n %}{% blocktranslate count n=b %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
        "{% url 'no such page' as href %}[{{ href }}]{% if not a %}{% url 'no such page' %}{% endif %}",
        '{% load i18n %}{% translate "A & <b> 100%%" %}{{ a }}',
        "{% url 'check_number' a %}",
    ],
)
def test_the_output_is_the_same(source: str, language: str) -> None:
    with translation.override(language):
        for values in ({"a": "x<y", "b": 2}, {"a": "", "b": 0} if "check_number" not in source else {"a": "z"}):
            if "no such page" in source and not values["a"]:
                continue
            assert shown(source, True, **values) == shown(source, False, **values)


def test_what_never_changes_becomes_one_text() -> None:
    template = compiled(CONSTANT, folded=True)
    assert [type(node) for node in template.nodelist if type(node) is not TextNode] == [type(template.nodelist[0])]
    assert len(template.nodelist) == 2  # the line that loads libraries, and the text


@pytest.mark.parametrize("name", ["portal/home.html", "portal/about.html"])
def test_every_language_has_its_own(name: str) -> None:
    seen = {}
    for language in (*LANGUAGES, *LANGUAGES):
        with translation.override(language):
            text = get_template(name).render({"site": {"languages": ()}})
        assert seen.setdefault(language, text) == text
    assert len(set(seen.values())) == len(LANGUAGES)


def test_whole_pages_are_the_same_as_without_folding() -> None:
    """The engine of the site beside one that only caches."""
    folding = Engine.get_default()
    assert isinstance(folding.template_loaders[0], Loader)
    plain = Engine(
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
        libraries=folding.libraries,
        builtins=folding.builtins,
    )
    assert type(plain.template_loaders[0]) is Cached
    for language in LANGUAGES:
        with translation.override(language):
            for name in ("portal/home.html", "portal/about.html", "portal/check/_page.html"):
                assert plain.get_template(name).render(Context()) == folding.get_template(name).render(Context())
