"""Form fields made from the facts that the law reads: kind, bounds and choices come from the facts class alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.facts import schema
from tirkelim.portal.advisor.ask import term
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.law_pages import language

Text = str | Promise
Words = Mapping[str, Text] | str
"""Labels of choices: by value, or the beginning of their keys in the law's vocabulary."""

YES_NO = (("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No")))
UNSURE = ("unsure", _("I do not know"))
FEW = 5
"""Up to so many choices stand open as radio buttons; more fold into a list."""

term_lazy = lazy(term, str)


class Look:
    """How a field is printed: width of its box in characters, radio buttons side by side."""

    width: int | str = ""
    inline: bool = False


class YesNoField(Look, forms.ChoiceField):
    """Yes or no; with `unsure` a third button. The cleaned value is True, False or None (not known)."""

    inline = True

    def __init__(self, *, unsure: bool = False, **kwargs: Any) -> None:
        self.unsure = unsure
        choices = [*YES_NO, UNSURE] if unsure else list(YES_NO)
        super().__init__(choices=choices, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> bool | None:
        """The answer as the facts hold it."""
        return {"yes": True, "no": False}.get(str(super().clean(value)))


class WordField(Look, forms.ChoiceField):
    """One of several words; none chosen is None."""

    def clean(self, value: Any) -> str | None:
        """The chosen value, or None."""
        return str(super().clean(value)) or None


class NumberField(Look, forms.DecimalField):
    """A number, with a decimal comma or point: a box of text, since a browser's box for numbers refuses the comma."""

    widget = forms.TextInput
    width = 4

    def to_python(self, value: Any) -> Any:
        """The number as a Decimal, or None; spaces between thousands are allowed."""
        text = value.replace("\u00a0", "").replace(" ", "").replace(",", ".") if isinstance(value, str) else value
        return super().to_python(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits on a telephone; no arrows that change a number by mistake."""
        return {"inputmode": "decimal"}


class WholeField(NumberField):
    """A whole number."""

    def validate(self, value: Any) -> None:
        """No part of a unit."""
        super().validate(value)
        if value is not None and value != value.to_integral_value():
            raise ValidationError(_("Write a whole number in digits, such as 12"), code="invalid")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits on a telephone."""
        return {"inputmode": "numeric"}


class ShortTextField(Look, forms.CharField):
    """A line of text; the browser offers the `suggestions` while one types."""

    width = 30
    suggestions: tuple[str, ...] = ()


class DayInThreeBoxes(Look, DayField):
    """A date."""


def fact(cls: type, name: str, label: Text, hint: Text = "", *, words: Words = "", **more: Any) -> forms.Field:
    """The field for a fact (`inner.name` for one inside another) of the class; `words` label the choices.

    `required=False`: may be left out, then it is not known; a yes-or-no question has a button "I do not know" for that.
    """
    return field(_described(cls, name), label, hint, words=words, **more)


def _described(cls: type, name: str) -> dict[str, Any]:
    described = schema(cls)
    for part in name.split("."):
        inner = described["properties"][part]
        described = next((o for o in inner["anyOf"] if o != {"type": "null"}), inner) if "anyOf" in inner else inner
    return described


def field(described: dict[str, Any], label: Text, hint: Text = "", *, words: Words = "", **more: Any) -> forms.Field:
    """The field for a value of this schema."""
    common: dict[str, Any] = {"label": label, "help_text": hint, **more}
    if described["type"] == "boolean":
        return YesNoField(unsure=not common.pop("required", True), **common)
    if "enum" in described:
        return _words(described["enum"], words, common)
    if described.get("format") == "date":
        return DayInThreeBoxes(**common)
    if described["type"] in ("integer", "number"):
        kind = WholeField if described["type"] == "integer" else NumberField
        return kind(min_value=described["minimum"], max_value=described["maximum"], **common)
    return ShortTextField(max_length=described["maxLength"], **common)


def _words(values: list[str], words: Words, common: dict[str, Any]) -> forms.Field:
    """A choice of words: by buttons when there are few, in a list when there are many."""
    choices: list[tuple[str, Text]]
    if isinstance(words, str):
        choices = [(value, term_lazy(f"{words}.{value}") if words else value) for value in values]
    else:
        choices = [(value, words[value]) for value in values if value in words]
    if len(choices) > FEW:
        return WordField(choices=[("", "—"), *choices], **common)
    return WordField(choices=choices, widget=forms.RadioSelect, **common)


class AdvisorForm(PortalForm):
    """A short form of the advisor. `paths` maps facts to the fields that ask for them, where the names differ."""

    paths: Mapping[str, str] = {}
    parts: tuple[tuple[Text, tuple[str, ...]], ...] = ()
    """Headings and the fields under each; none: all fields follow each other."""

    suggestions: Mapping[str, Callable[[str], tuple[str, ...]]] = {}
    """For a field of text: what the browser offers while one types, by the language of the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in self.suggestions.items():
            field = self.fields.get(name)
            if isinstance(field, ShortTextField):
                field.suggestions = offered(language())

    def sections(self) -> list[tuple[Text, list[BoundField]]]:
        """The fields as printed, under their headings."""
        if not self.parts:
            return [("", self.visible_fields())]
        return [(heading, [self[name] for name in names]) for heading, names in self.parts]

    @classmethod
    def was_sent(cls, data: Mapping[str, Any]) -> bool:
        """Whether any of its fields is in the request."""
        names = set(data)
        return any(name in names or f"{name}_day" in names for name in cls.base_fields)

    def take(self, bad: FactErrors) -> None:
        """Show what the law's reader found wrong beside the fields that it concerns."""
        lang = language()
        for error in bad.errors:
            last = error.field.rpartition(".")[2]
            name = self.paths.get(error.field) or self.paths.get(last) or last
            self.add_error(name if name in self.fields else None, error.sentence(lang))
