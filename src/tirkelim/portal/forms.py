"""The base of every form on the pages: errors in plain words, in three languages, and fields that need care.

A form names its fields and the field's own check; rules of the law are not repeated here. Templates print fields with
`{% field form.name %}` and errors with `{% error_summary form %}` (templatetags/look.py).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.wording import day_in_words

Text = str | Any  # or a lazy translation

# They come along when text is copied, stand in no name or number, and make what follows read backwards.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

EVERYWHERE: dict[str, Text] = {
    "required": _("Fill this in"),
    "invalid": _("Check this answer: it cannot be read"),
    "invalid_choice": _("Choose one of the options offered"),
    "invalid_list": _("Choose from the options offered"),
    "max_length": _("Write at most %(limit_value)d characters: there are %(show_value)d now"),
    "min_length": _("Write at least %(limit_value)d characters: there are %(show_value)d now"),
    "max_value": _("The number must be at most %(limit_value)s"),
    "min_value": _("The number must be at least %(limit_value)s"),
    "max_digits": _("The number has too many digits"),
    "max_decimal_places": _("The number has too many digits after the decimal point"),
    "max_whole_digits": _("The number is too large"),
    "null_characters_not_allowed": _("Remove the invisible characters from this answer"),
}
# The last class that fits wins, so the general stand before the special.
BY_FIELD: tuple[tuple[type[forms.Field], dict[str, Text]], ...] = (
    (forms.IntegerField, {"invalid": _("Write a whole number in digits, such as 12")}),
    (forms.DecimalField, {"invalid": _("Write a number in digits, such as 7.5")}),
    (forms.EmailField, {"invalid": _("Write the e-mail address in full, such as name@example.kz")}),
    (forms.UUIDField, {"invalid": _("Check the number: a letter or digit is wrong or missing")}),
    (forms.BooleanField, {"required": _("Tick the box to continue")}),
    (forms.ChoiceField, {"required": _("Choose one of the options")}),
    (forms.MultipleChoiceField, {"required": _("Choose at least one option")}),
    (forms.FileField, {
        "required": _("Choose a file"),
        "missing": _("Choose a file"),
        "invalid": _("The file did not arrive. Choose it again"),
        "empty": _("The file is empty. Choose another"),
        "max_length": _("The file name is too long. Shorten it and choose the file again"),
        "contradiction": _("Either choose a new file or tick the box to remove the old one, not both"),
    }),
)  # fmt: skip


class OptionWithHint:
    """The label of a radio button or checkbox that has a line of explanation beneath."""

    def __init__(self, text: Text, hint: Text) -> None:
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        return str(self.text)


class DayWidget(forms.Widget):
    """Three boxes for day, month and year; `name` is sent as name_day, name_month, name_year."""

    template_name = "portal/look/day.html"
    parts = ("day", "month", "year")
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}

    def id_for_label(self, id_: str | None) -> str:
        """The first box: where a link from the error summary leads."""
        return f"{id_}_day" if id_ else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...] | None:
        """The three texts as sent, or None when all are empty."""
        sent = tuple(str(data.get(f"{name}_{part}", "")).strip() for part in self.parts)
        return sent if any(sent) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}_{part}" in data for part in self.parts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The boxes with what stands in them: a date, the texts of a refused attempt, or nothing."""
        context = super().get_context(name, None, attrs)
        if isinstance(value, date):
            value = (str(value.day), str(value.month), str(value.year))
        texts = value if isinstance(value, (tuple, list)) else ("", "", "")
        base = context["widget"]["attrs"].get("id", name)
        context["invalid"] = "aria-invalid" in context["widget"]["attrs"]
        context["boxes"] = [
            {"name": f"{name}_{part}", "id": f"{base}_{part}", "label": self.names[part], "value": text,
             "width": 4 if part == "year" else 2, "part": part}
            for part, text in zip(self.parts, texts, strict=False)
        ]  # fmt: skip
        return context


class DayField(forms.Field):
    """A date in three boxes; the cleaned value is a `date` or None. `earliest` and `latest` are allowed themselves."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Write the day, the month and the year in digits"),
        "day_missing": _("The day is missing"),
        "month_missing": _("The month is missing"),
        "year_missing": _("The year is missing"),
        "short_year": _("Write the year with four digits, such as 2026"),
        "invalid": _("There is no such date. Check the day and the month"),
        "too_early": _("The date must be %(limit)s or later"),
        "too_late": _("The date must be %(limit)s or earlier"),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        """The date that the three texts name. Raises ValidationError saying which part is at fault."""
        if value is None or isinstance(value, date):
            return value
        for part, text in zip(DayWidget.parts, value, strict=True):
            if not text:
                raise ValidationError(self.error_messages[f"{part}_missing"], code=f"{part}_missing")
        if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = (int(text) for text in value)
        if len(value[2]) != 4:
            raise ValidationError(self.error_messages["short_year"], code="short_year")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: date | None) -> None:
        """Within the limits, if it has them."""
        super().validate(value)
        if value is None:
            return
        for limit, code, broken in (
            (self.earliest, "too_early", self.earliest is not None and value < self.earliest),
            (self.latest, "too_late", self.latest is not None and value > self.latest),
        ):
            if broken and limit is not None:
                words = day_in_words(limit, (get_language() or "kk")[:2])
                raise ValidationError(self.error_messages[code], code=code, params={"limit": words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes name another date than the initial one."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class EvidenceField(forms.FileField):
    """A file of evidence: PDF, JPEG or PNG of at most `limit_mb`. What it really is, its content says (documents)."""

    default_error_messages = {
        "too_big": _("The file is larger than %(limit)d MB. Scan it again with a lower resolution"),
    }
    accept = "application/pdf,image/jpeg,image/png"

    def __init__(self, *, limit_mb: int = 10, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit_mb = limit_mb

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What the browser's file window offers first."""
        return {**super().widget_attrs(widget), "accept": self.accept}

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        """The file, unless it is too large."""
        file = super().to_python(data)
        if file is not None and (file.size or 0) > self.limit_mb * 1024 * 1024:
            raise ValidationError(self.error_messages["too_big"], code="too_big", params={"limit": self.limit_mb})
        return file


class PortalForm(forms.Form):
    """A form of the pages. Give a field its own `error_messages` where the general words are too vague."""

    use_required_attribute = False  # the page names all mistakes at once; the browser would stop at the first

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.general: dict[str, frozenset[str]] = {name: use_plain_words(field) for name, field in self.fields.items()}

    def full_clean(self) -> None:
        """Check everything; signs that turn the direction of writing are taken out of what was typed."""
        super().full_clean()
        cleaned: dict[str, Any] = getattr(self, "cleaned_data", {})
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = TURNING.sub("", value)

    def summary(self) -> list[tuple[str, str]]:
        """Each error with the id of the box it is about ("" for the form as a whole), in the order of the page.

        A general message does not say which field it is about, so in the summary the label stands before it.
        """
        lines = [("", str(message)) for message in self.non_field_errors()]
        data = self.errors.as_data()
        for bound in self:
            for error in data.get(bound.name, []):
                words = str(error.messages[0])
                if error.code in self.general.get(bound.name, frozenset()) and bound.label:
                    words = with_label(str(bound.label), words)
                lines.append((anchor(bound), words))
        return lines


def with_label(label: str, words: str) -> str:
    """The label before the message: "Surname: fill this in", but "Where did you study? Choose one"."""
    if label.endswith(("?", "!", ".")):
        return f"{label} {words}"
    return f"{label.rstrip(':')}: {words[:1].lower()}{words[1:]}"


def use_plain_words(field: forms.Field) -> frozenset[str]:
    """Replace Django's own messages in a field by ours; messages that the form or our fields wrote stay.

    Returns the codes whose message is a general one, the same for every field of its kind.
    """
    origin: dict[str, tuple[Any, str]] = {}
    for kind in reversed(type(field).__mro__):
        for code, words in vars(kind).get("default_error_messages", {}).items():
            origin[code] = (words, kind.__module__)
    ours = dict(EVERYWHERE)
    for cls, texts in BY_FIELD:
        if isinstance(field, cls):
            ours.update(texts)
    general = set()
    for code in {*ours, *origin}:
        default, module = origin.get(code, (None, "django"))
        if code in field.error_messages and field.error_messages[code] is not default:
            continue
        general.add(code)
        if code in ours and module.partition(".")[0] == "django":
            field.error_messages[code] = ours[code]
    return frozenset(general)


def anchor(bound: BoundField) -> str:
    """The id of the box that a link from the error summary puts the cursor in."""
    if isinstance(bound.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or "")
