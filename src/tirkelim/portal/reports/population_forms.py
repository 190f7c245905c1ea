"""The form of how many people live in the regions: its day, its source, a box for each region, lines to paste."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.territories import territories
from tirkelim.national.population import FIRST_DAY, LONGEST_ADDRESS, LONGEST_TITLE, MOST_PEOPLE, Source
from tirkelim.national.population_models import Population
from tirkelim.national.population_table import NotText, Read, read_numbers, text_of
from tirkelim.portal.choices import language
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.reports.forms import day_field
from tirkelim.portal.writing import Telling

LONGEST_PASTE = 20_000
LARGEST_FILE = 100_000
LONGEST_REASON = 500
MOST_TOLD = 3
BLANKS = str.maketrans("", "", " \u00a0\u202f")
TELLING = Telling(
    {
        "missing": _("Say why the numbers are changed"),
        "nothing_changed": _("Nothing is new here: the register knows these numbers already"),
        "in_future": _("The day lies in the future. Check the year"),
        "no_address": _("Write the address in full, beginning with https://"),
        "too_long": _("This is too long. Shorten it"),
    },
    _("Somebody changed the numbers in the meantime. Open the page again and check them."),
)


class PopulationDayForm(PortalForm):
    """Of which day the numbers are."""

    day = day_field(
        _("Of which day are the numbers?"),
        help_text=_("As the publication says, mostly the first of January or of a month."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """A day of the register that has come."""
        day: date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= self.today:
            raise ValidationError(_("Choose a day from the year 2000 on that is not in the future"), code="range")
        return day


class PeopleField(forms.CharField):
    """A number of people with or without blanks between its thousands; None where nothing is written."""

    def clean(self, value: Any) -> Any:
        """The whole number. Raises ValidationError."""
        text = str(super().clean(value) or "").translate(BLANKS)
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(_("Write a whole number in digits, such as 1 430 117"), code="digits")
        number = int(text[:12])
        if not 1 <= number <= MOST_PEOPLE:
            raise ValidationError(_("No region has so many people. Check the number"), code="range")
        return number


class PopulationForm(PortalForm):
    """The numbers of one day. `known` are those that the register has: where one changes, a reason is asked."""

    source_title = forms.CharField(
        label=_("What is the publication called?"), max_length=LONGEST_TITLE, strip=True,
        help_text=_("For example, the statistical bulletin with its number."),
    )  # fmt: skip
    source_date = DayField(label=_("When was it published?"), earliest=FIRST_DAY)
    source_address = forms.CharField(
        label=_("Address on the internet"), required=False, max_length=LONGEST_ADDRESS,
        help_text=_("Where it can be read. Leave it empty if there is none."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why are the numbers changed?"), required=False, max_length=LONGEST_REASON,
        help_text=_("It stays beside the earlier numbers. Do not name people here."),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Lines to paste"), required=False, max_length=LONGEST_PASTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One region a line: its name or KATO code, then the number. Such as: Астана қаласы; 1 430 117"),
    )  # fmt: skip
    file = forms.FileField(label=_("Or a CSV file with such lines"), required=False, allow_empty_file=True)

    def __init__(self, *args: Any, day: date, known: Iterable[Population], **kwargs: Any) -> None:
        self.known = {row.region: row for row in known}
        self.day = day
        self.regions: list[str] = []
        initial: dict[str, Any] = {}
        for row in self.known.values():
            initial |= {
                "source_title": row.source_title, "source_date": row.source_date,
                "source_address": row.source_address, f"people_{row.region}": row.people,
            }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        for one in territories(day):
            self.regions.append(one.kato)
            field = PeopleField(label=one.name(language()), required=False, max_length=20)
            field.owed = True  # type: ignore[attr-defined]
            self.fields[f"people_{one.kato}"] = field
        if not self.known:
            del self.fields["reason"]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes of the regions."""
        return [self[f"people_{region}"] for region in self.regions]

    def clean(self) -> dict[str, Any]:
        """At least one number."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.known and not self.errors and not any(self.people().values()):
            self.add_error(None, ValidationError(_("Write the number of at least one region"), code="empty"))
        return data

    def people(self) -> dict[str, int | None]:
        """What the boxes say: empty where the register knows nothing is nothing; where it does, it is taken back."""
        said = {region: self.cleaned_data.get(f"people_{region}") for region in self.regions}
        return {region: number for region, number in said.items() if number is not None or region in self.known}

    def source(self) -> Source:
        """Where the numbers are from."""
        data = self.cleaned_data
        return Source(data["source_title"], data["source_date"], data["source_address"])


def filled(data: Any, files: Any, day: date) -> tuple[Any, list[str]]:
    """The posted data with the boxes filled from what was pasted or sent, and what could not be read of it.

    What was read is taken out of the box; what was not stays in it.
    """
    data = data.copy()
    text = str(data.get("pasted", ""))[:LONGEST_PASTE]
    sent = files.get("file")
    problems: list[str] = []
    if sent is not None:
        try:
            text = f"{text}\n{_text(sent)}".strip("\n")
        except NotText:
            problems.append(gettext("The file is no text. Save the table as CSV and choose it again"))
    read = read_numbers(text, day)
    for region, number in read.people.items():
        data[f"people_{region}"] = str(number)
    data["pasted"] = "\n".join(line for _number, line in (*read.unread, *read.twice))
    return data, problems + _told(read)


def _text(sent: Any) -> str:
    """What a file says. Raises NotText."""
    if sent.size > LARGEST_FILE:
        raise NotText
    return text_of(sent.read())


def _told(read: Read) -> list[str]:
    """What is wrong with lines, the first of them by number."""
    found = []
    for lines, words in (
        (read.unread, gettext("These lines name no region of that day, or no number: %(lines)s")),
        (read.twice, gettext("These lines give a region a second number: %(lines)s")),
    ):
        if lines:
            shown = "; ".join(f"{number}: {line[:60]}" for number, line in lines[:MOST_TOLD])
            found.append(words % {"lines": shown + ("; …" if len(lines) > MOST_TOLD else "")})
    return found
