"""The form of the search: whom, and by what else. What tells who somebody is never stands in an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.levels import ACT, TRACKS, framework
from tirkelim.law.order_305_positions.nomenclature import groups, positions
from tirkelim.national.reports.words import SECTORS
from tirkelim.portal.choices import Choice, alphabetical, language, region_choices, specialty_choices
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.organisations import called
from tirkelim.portal.personnel.vocabulary import SEX
from tirkelim.register.identifiers import BadIdentifier, check_iin
from tirkelim.register.models import OrganisationFact
from tirkelim.register.names import search_words
from tirkelim.register.people_search import CertificateState, PeopleQuery, Standing

ANY = pgettext_lazy("filter", "Any")
CERTIFICATES = (
    (CertificateState.VALID.value, _("Valid on the day")),
    (CertificateState.ENDS_SOON.value, _("Ends within three months")),
    (CertificateState.NOT_VALID.value, _("None that is valid")),
    (CertificateState.NONE.value, _("None at all")),
)
STANDINGS = (
    (Standing.WORKING.value, pgettext_lazy("people", "Working")),
    (Standing.LEFT.value, pgettext_lazy("people", "Left")),
)
PASSPORT = re.compile(r"[A-Z]{3}:[A-Z0-9]{3,20}")
IIN = re.compile(r"\d{12}")
LONGEST = 100
MOST_ORGANISATIONS = 50
OLDEST = 120
SHARED = ("organisation", "position", "specialty", "level", "region", "sector", "certificate", "standing", "sex",
          "age_from", "age_to")  # fmt: skip
"""What may stand in an address: it says nothing of anybody in particular."""


class PeopleForm(PortalForm):
    """Whom or what is looked for. Of the filters, those that fit one reader only are left out for others."""

    who = forms.CharField(
        label=_("Name, or IIN"),
        help_text=_("In any alphabet and order; beginnings are enough, and a slip does no harm."),
        max_length=LONGEST,
        required=False,
    )
    organisation = forms.CharField(
        label=_("Organisation"), help_text=_("BIN, or words of its name"), max_length=LONGEST, required=False
    )
    position = forms.ChoiceField(label=pgettext_lazy("people", "Position"), required=False)
    specialty = forms.ChoiceField(label=_("Specialty"), required=False)
    level = forms.ChoiceField(label=_("Qualification level"), required=False)
    certificate = forms.ChoiceField(
        label=_("Specialist certificate"), choices=(("", ANY), *CERTIFICATES), required=False
    )
    region = forms.ChoiceField(label=_("Region of the workplace"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    standing = forms.ChoiceField(label=_("Working or left"), choices=(("", ANY), *STANDINGS), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age_from = forms.IntegerField(label=_("Age from"), min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label=_("Age to"), min_value=0, max_value=OLDEST, required=False)

    def __init__(self, *args: Any, today: date, own: Sequence[Choice] | None = None, **kwargs: Any) -> None:
        """`own`: the organisations of a reader who sees no others; None: any may be named."""
        super().__init__(*args, **kwargs)
        self.today = today
        if own is not None:
            if len(own) > 1:
                old = self.fields["organisation"]
                self.fields["organisation"] = forms.ChoiceField(
                    label=old.label, choices=[("", ANY), *own], required=False
                )
            else:
                del self.fields["organisation"]
            del self.fields["region"], self.fields["sector"]
        offered: dict[str, Callable[[], Sequence[Any]]] = {
            "position": position_choices,
            "specialty": lambda: specialty_choices()[1:],
            "level": lambda: level_choices(today),
            "region": lambda: region_choices(today)[1:],
            "sector": lambda: list(SECTORS.items()),
            "sex": lambda: list(SEX.items()),
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = partial(_with_any, choices)  # type: ignore[attr-defined]

    def clean_who(self) -> str:
        """Words of a name, or a number that can be one."""
        text: str = self.cleaned_data["who"]
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit():
            try:
                return check_iin(digits, self.today, demo=settings.DEMO).number
            except BadIdentifier:
                raise ValidationError(
                    _("Check the number: an IIN has 12 digits, and this cannot be one"), "iin"
                ) from None
        if text and not search_words(text):
            raise ValidationError(_("Write a word of the name, or a number"), "no_word")
        return text

    def clean_organisation(self) -> tuple[UUID, ...]:
        """The organisations that are called so, or the one of the BIN."""
        text: str = self.cleaned_data["organisation"]
        if not text:
            return ()
        if isinstance(self.fields["organisation"], forms.ChoiceField):
            return (UUID(text),)
        rows = called(OrganisationFact.objects.current(self.today), text)
        found = tuple(rows.values_list("organisation", flat=True)[: MOST_ORGANISATIONS + 1])
        if not found:
            raise ValidationError(_("The register has no such organisation. Write its BIN, or fewer words of its name"))
        if len(found) > MOST_ORGANISATIONS:
            raise ValidationError(_("Too many organisations are called so. Write more of the name, or the BIN"))
        return found

    def clean(self) -> dict[str, Any]:
        """Something has to be asked for, and ages have to be in order."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("age_from"), given.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("The upper age must not be lower than the lower one"))
        if not self.errors and all(value in ("", None, ()) for value in given.values()):
            raise ValidationError(_("Write whom you look for, or choose a filter"), "nothing")
        return given

    @property
    def by_number(self) -> bool:
        """Whether a number is looked up."""
        return bool(is_number(self.cleaned_data.get("who", "")))

    def query(self) -> PeopleQuery:
        """What the form asks."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in ("", None, ())}
        who, position, level = given.get("who", ""), given.get("position", ""), given.get("level", "")
        return PeopleQuery(
            name="" if is_number(who) else who,
            identifier="".join(who.split()).upper() if is_number(who) else "",
            organisations=given.get("organisation", ()),
            position=int(position) if position.isdigit() else None,
            position_group=int(position[1:]) if position.startswith("g") else None,
            specialty=given.get("specialty", ""),
            level="" if level.startswith("t") else level,
            track=level[1:] if level.startswith("t") else "",
            region=given.get("region", ""),
            sector=given.get("sector", ""),
            certificate=CertificateState(given["certificate"]) if "certificate" in given else None,
            sex=given.get("sex", ""),
            age_from=given.get("age_from"),
            age_to=given.get("age_to"),
            standing=Standing(given["standing"]) if "standing" in given else None,
        )


def _with_any(choices: Callable[[], Sequence[Any]]) -> list[Any]:
    """The choices of a filter, made only where they are read."""
    return [("", ANY), *choices()]


def is_number(who: str) -> bool:
    """Whether it is an IIN or a passport rather than a name."""
    text = "".join(who.split()).upper()
    return bool(IIN.fullmatch(text) or PASSPORT.fullmatch(text))


def position_choices() -> list[Any]:
    """Positions by group, each group as a whole first."""
    return list(_positions(language()))


@cache
def _positions(lang: str) -> list[Any]:
    """Kept for each language: the nomenclature changes with the law only."""
    found: list[Any] = []
    for number, group in groups().items():
        rows = [(str(one.row), one.name(lang)) for one in positions() if one.group.number == number]
        heading = group.heading[lang]
        whole = (f"g{number}", _("The whole group %(number)d") % {"number": number})
        found.append((heading, [whole, *sorted(rows, key=lambda row: alphabetical(row[1]))]))
    return found


def level_choices(today: date) -> list[Any]:
    """Levels by track, each track as a whole first. Before the first wording held, those of that wording: the register
    may hold levels that were given then."""
    book = current_book()
    levels = framework(book, max(today, book.editions_of(ACT)[0].start)).levels.values()
    found: list[Any] = []
    for track in TRACKS:
        rows = sorted((one for one in levels if one.track == track), key=lambda one: one.step)
        names = [(str(one.name), str(one.name)) for one in rows]
        track_name = {"track": track if len(track) == 1 else f"{track[0]} ({track[1:]})"}
        whole = (f"t{track}", _("All levels of track %(track)s") % track_name)
        found.append((_("Track %(track)s") % track_name, [whole, *names] if len(names) > 1 else names))
    return found
