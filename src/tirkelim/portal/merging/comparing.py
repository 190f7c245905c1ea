"""Two entries side by side: what agrees, what differs, what each holds, and which of them can be the one to keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tirkelim.cases.models import Case
from tirkelim.portal.choices import language
from tirkelim.portal.merging.words import STANDS
from tirkelim.portal.personnel.access import Visit
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.record_view import employer_names
from tirkelim.portal.personnel.values import written
from tirkelim.portal.personnel.vocabulary import EDUCATION, label
from tirkelim.portal.wording import day_in_words
from tirkelim.register import queries
from tirkelim.register.merge_tables import decided
from tirkelim.register.models import Employment
from tirkelim.register.queries import Profile

NAMES = {"kk": ("surname_kk", "given_kk", "patronymic_kk"), "ru": ("surname_ru", "given_ru", "patronymic_ru"),
         "latin": ("surname_latin", "given_latin")}  # fmt: skip
FIELDS = ("birth_date", "sex", "birth_place", "citizenship", "document_kind", "document_number",
          "document_issued_on", "residence", "mobile")  # fmt: skip


class Compared(NamedTuple):
    """A line of the comparison."""

    name: Any
    one: list[Any]
    other: list[Any]

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return [str(value) for value in self.one] != [str(value) for value in self.other]


class Entry(NamedTuple):
    """One of the two: `stands` is what was decided about it, in words; only the entry that is kept may have any."""

    person: UUID
    profile: Profile
    stands: list[Any]

    @property
    def name(self) -> str:
        """The name for headings."""
        facts = self.profile.facts
        return facts.name(language()) if facts is not None else _("Name not known")

    @property
    def number(self) -> str:
        """IIN or passport, by which the two are told apart."""
        return ", ".join(row.value.replace(":", " ") for row in self.profile.identifiers)


def entry(at: Visit, person: UUID) -> Entry:
    """An entry as it is known now."""
    stands = decided(person) + (["case"] if Case.objects.filter(subject=person).exists() else [])
    return Entry(person, queries.person_profile(person, at.today, at.moment), [STANDS[key] for key in stands])


def compare(one: Entry, other: Entry) -> list[Compared]:
    """All lines: facts first, then what each holds."""
    pair = (one.profile, other.profile)
    found = [_line(_name_label(spelling), *(_name(profile, fields) for profile in pair))
             for spelling, fields in NAMES.items()]  # fmt: skip
    found.append(Compared(_("IIN or passport"), [one.number], [other.number]))
    for field in FIELDS:
        found.append(_line(label(field), *(_fact(profile, field) for profile in pair)))
    found.append(Compared(_("Jobs"), *(_jobs(profile) for profile in pair)))
    found.append(Compared(_("Education"), *(_educations(profile) for profile in pair)))
    found.append(Compared(_("Further education"), *(_trainings(profile) for profile in pair)))
    stands = (one.stands or [pgettext("decided", "nothing")], other.stands or [pgettext("decided", "nothing")])
    found.append(Compared(_("Decided about the entry"), *stands))
    return found


def _line(name: Any, one: Any, other: Any) -> Compared:
    return Compared(name, [one], [other])


def _name_label(spelling: str) -> str:
    return {"kk": _("In Kazakh"), "ru": _("In Russian"), "latin": _("In Latin letters")}[spelling]


def _name(profile: Profile, fields: Iterable[str]) -> str:
    words = [getattr(profile.facts, field, None) for field in fields]
    return " ".join(word for word in words if word) or _("not known")


def _fact(profile: Profile, field: str) -> Any:
    return written(field, getattr(profile.facts, field, None))


def _jobs(profile: Profile) -> list[str]:
    names = employer_names(profile)
    lines: dict[UUID, Employment] = {}
    for row in sorted(profile.employments, key=lambda row: row.valid_from):
        lines[row.line] = row
    return [_job(row, names.get(row.organisation_id or row.line, row.organisation_name)) for row in lines.values()]


def _job(row: Employment, place: str) -> str:
    first = day_in_words(row.hired_on, language())
    last = day_in_words(row.left_on, language()) if row.left_on else _("goes on")
    return f"{place}: {position_of(row)}, {first} – {last}"


def _educations(profile: Profile) -> list[str]:
    return [
        f"{EDUCATION[row.kind]}, {row.graduated_on.year}" + (f", {row.document_number}" if row.document_number else "")
        for row in profile.educations
    ]


def _trainings(profile: Profile) -> list[str]:
    number = len(profile.trainings)
    return [ngettext("%(number)d course", "%(number)d courses", number) % {"number": number}] if number else []
