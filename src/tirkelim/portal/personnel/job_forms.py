"""Questions about jobs: hiring, transfer, leave, dismissal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.portal.choices import language, specialty_choices
from tirkelim.portal.forms import DayField, OptionWithHint
from tirkelim.portal.personnel.choices import exact_position, found_positions
from tirkelim.portal.personnel.forms import PersonnelForm, owed, text
from tirkelim.portal.personnel.vocabulary import ABSENCES, LEAVE_REASONS, label

AHEAD = timedelta(days=366)
"""How far ahead an order may be entered: a transfer or the end of a contract is known before it comes."""
ORDER = 60
NOT_LISTED = "other"


class AnyOf(forms.ChoiceField):
    """A choice whose options follow from another answer: whether it is among them is for the form to say."""

    def valid_value(self, value: Any) -> bool:
        """Anything, for the moment."""
        return True


class PositionForm(PersonnelForm):
    """A position of the nomenclature, found by any of its names; what was found is offered to choose from."""

    position_words = forms.CharField(
        label=_("Position"),
        max_length=2_000,
        help_text=_("Write the position in any language, also as it was called before 2025"),
        error_messages={"required": _("Write the position")},
    )
    position = AnyOf(label=_("Which of these positions is it?"), widget=forms.RadioSelect, required=False)
    position_title = text("position_title", required=False, hint=_("If it differs from the nomenclature"))
    specialty = forms.ChoiceField(label=label("specialty"), required=False, help_text=_("In which the worker works"))
    is_main = forms.TypedChoiceField(
        label=_("Is this the main place of work?"),
        choices=[("yes", _("Yes")), ("no", _("No, a second job"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    order_number = owed(text("order_number", most=ORDER))
    order_date = owed(DayField(label=label("order_date")))

    def prepare(self) -> None:
        """The positions that fit the words, and the specialties."""
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]
        typed = self.words()
        found = found_positions(typed) if typed else []
        options: list[tuple[str, Any]] = [(str(one.row), offer(one.row)) for one in found]
        options.append((NOT_LISTED, _("None of these: the position is not in the nomenclature")))
        self.fields["position"].choices = options  # type: ignore[attr-defined]
        self.fields["position"].owed = True  # type: ignore[attr-defined]
        self.must_choose = bool(typed) and exact_position(typed) is None

    def words(self) -> str:
        """What was written as the position."""
        source = self.data if self.is_bound else self.initial
        return str(source.get(self.add_prefix("position_words")) or "").strip()[:2_000]

    def clean(self) -> dict[str, Any]:
        """The row of the nomenclature, or None with a title of one's own."""
        found = self.cleaned_data
        typed, chosen = found.get("position_words", ""), found.get("position", "")
        exact = exact_position(typed) if typed else None
        if exact is not None:
            found["position"] = exact.row
        elif typed and chosen == NOT_LISTED:
            found["position"], found["position_title"] = None, found.get("position_title") or typed
        elif typed and chosen in dict(self.fields["position"].choices):  # type: ignore[attr-defined]
            found["position"] = int(chosen)
        elif typed:
            self.add_error("position", ValidationError(_("Choose the position that is meant"), code="choose"))
        return found

    def terms(self) -> dict[str, Any]:
        """The answers as terms of a job."""
        found = self.cleaned_data
        row = by_row(found["position"]) if found["position"] is not None else None
        return {
            "position": found["position"],
            "position_title": found["position_title"] or (row.name("kk") if row is not None else ""),
            "specialty": found["specialty"] or None,
            "is_main": found["is_main"],
            "order_number": found["order_number"],
            "order_date": found["order_date"],
        }


def offer(row: int) -> OptionWithHint | str:
    """A position as an option: its name, and what it was called before."""
    position = by_row(row)
    if position is None:
        return str(row)
    former = position.former_title or ""
    hint = _("Before 2025: %(title)s") % {"title": former} if former and len(former) < 200 else ""
    return OptionWithHint(position.name(language()), hint)


class JobForm(PositionForm):
    """Items 12 and 13: the job for which the worker was hired."""

    hired_on = DayField(label=label("hired_on"), help_text=_("The first day of work by the order"))
    field_order = ("hired_on",)

    def latest(self, name: str) -> date | None:
        """An order of hiring is entered from the day of hiring on."""
        return self.today


class TransferForm(PositionForm):
    """Another position, specialty or share in the same organisation."""

    transferred_on = DayField(label=label("transferred_on"), help_text=_("The first day in the new position"))
    field_order = ("transferred_on",)

    def latest(self, name: str) -> date | None:
        """Orders are written ahead."""
        return self.today + AHEAD if name == "transferred_on" else self.today


class CorrectJobForm(PositionForm):
    """What was entered wrongly about a job, the day of hiring among it."""

    hired_on = DayField(label=label("hired_on"))
    field_order = ("hired_on",)


class LeaveForm(PersonnelForm):
    """Dismissal, with its reason."""

    left_on = DayField(label=_("Last day of work"))
    reason = forms.ChoiceField(
        label=label("reason"),
        widget=forms.RadioSelect,
        choices=[*LEAVE_REASONS.items(), ("other", _("Another reason"))],
    )
    reason_words = text(
        "reason_words", most=200, required=False, hint=_("Only if you chose “Another reason”. No diagnoses, please")
    )
    order_number = owed(text("leave_order_number", most=ORDER))
    order_date = owed(DayField(label=label("leave_order_date")))

    def latest(self, name: str) -> date | None:
        """A dismissal is ordered ahead."""
        return self.today + AHEAD if name == "left_on" else self.today

    def prepare(self) -> None:
        """The words have a label of their own."""
        self.fields["reason_words"].label = _("Which reason?")

    def clean(self) -> dict[str, Any]:
        """Another reason is named."""
        found = self.cleaned_data
        if found.get("reason") == "other" and not found.get("reason_words"):
            self.add_error("reason_words", ValidationError(_("Write the reason in a few words"), code="missing"))
        return found

    def ending(self) -> dict[str, Any]:
        """The answers as the register takes them."""
        found = self.cleaned_data
        reason = found["reason_words"] if found["reason"] == "other" else found["reason"]
        return {name: found[name] for name in ("left_on", "order_number", "order_date")} | {"reason": reason}


class AbsenceForm(PersonnelForm):
    """A long leave; the job goes on."""

    kind = forms.ChoiceField(label=_("Kind of leave"), widget=forms.RadioSelect, choices=list(ABSENCES.items()))
    started_on = DayField(label=_("First day of the leave"))
    ended_on = DayField(label=_("Last day of the leave"), required=False, help_text=_("If the order names it"))
    order_number = owed(text("order_number", most=ORDER))
    order_date = owed(DayField(label=label("order_date")))

    def latest(self, name: str) -> date | None:
        """A leave may last some years."""
        return {"started_on": self.today + AHEAD, "ended_on": self.today + 4 * AHEAD}.get(name, self.today)

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        self.must_follow("started_on", "ended_on", _("The leave cannot end before it began"))
        return self.cleaned_data


class ReturnForm(PersonnelForm):
    """Back from leave."""

    ended_on = DayField(label=_("Last day of the leave"))

    def latest(self, name: str) -> date | None:
        """An end may be planned."""
        return self.today + 4 * AHEAD
