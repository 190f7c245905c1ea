"""The public search among licences: by holder, number, region, subtype and validity. What is found is public."""

from __future__ import annotations

import enum
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tirkelim.register.identifiers import BadIdentifier, parse_bin, parse_iin
from tirkelim.register.licence_status import ENDS
from tirkelim.register.models import (
    AnnexSubtype,
    BaseFact,
    Licence,
    LicenceEvent,
    LicenceEventKind,
    PersonIdentifier,
    Scheme,
)
from tirkelim.register.names import search_words
from tirkelim.register.public_numbers import normalise

ENDING = tuple(ENDS)
TURNING = (LicenceEventKind.SUSPENDED, LicenceEventKind.RESUMED)


class Validity(enum.StrEnum):
    """What a licence itself is worth on a day, as the public asks for it."""

    VALID = "valid"
    SUSPENDED = "suspended"
    ENDED = "ended"


class LicenceQuery(NamedTuple):
    """What is looked for; empty: anything.

    ``words``: the beginnings of words of the holder's name, or a BIN, an IIN, the number of a licence, as a whole.
    ``region``: KATO code of the region in which a base lies. ``subtype`` and ``specialty``: what an annex names there.
    """

    words: str = ""
    region: str = ""
    subtype: str = ""
    specialty: str = ""
    validity: Validity | None = None


def search(query: LicenceQuery, on: date) -> QuerySet[Licence]:
    """The licences issued by a day that fit, by the present knowledge, in the order of their holders' names.

    An annex counts that has not ended by the day. Text without a word finds nothing.
    """
    found: QuerySet[Any] = _named(Licence.objects.filter(issued_on__lte=on), on)
    if query.words:
        found = _by_words(found, query.words)
    if query.region or query.subtype or query.specialty:
        found = found.filter(id__in=_with_annexes(query, on))
    if query.validity is not None:
        found = found.filter(_validity(query.validity, on))
    return found.order_by("holder_key", "number")


def _named(licences: QuerySet[Licence], on: date) -> QuerySet[Licence]:
    """Each licence with the folded name that its holder has on the day."""
    return licences.annotate(
        entity=FilteredRelation("organisation__facts", condition=_held("organisation__facts", on)),
        individual=FilteredRelation("person__facts", condition=_held("person__facts", on)),
    ).annotate(holder_key=Coalesce(F("entity__search_key"), F("individual__search_key")))


def _held(facts: str, on: date) -> Q:
    still = Q(**{f"{facts}__valid_to__isnull": True}) | Q(**{f"{facts}__valid_to__gt": on})
    return Q(**{f"{facts}__known_to__isnull": True, f"{facts}__valid_from__lte": on}) & still


def _by_words(licences: QuerySet[Licence], text: str) -> QuerySet[Licence]:
    number = normalise(text)
    digits = "".join(text.split())
    if number is not None:
        return licences.filter(number=number)
    if digits.isascii() and digits.isdigit():
        return licences.filter(_of_number(digits))
    words = search_words(text)
    for word in words:
        licences = licences.filter(Q(entity__search_key__contains=word) | Q(individual__search_key__contains=word))
    return licences if words else licences.none()


def _of_number(digits: str) -> Q:
    """Whom twelve digits name; other digits are the number of a licence that was given before this register, or a
    word of a name, such as that of polyclinic No. 5."""
    if is_identifier(digits):
        people = PersonIdentifier.objects.current().filter(scheme=Scheme.IIN, value=digits).values("person")
        return Q(organisation__bin=digits) | Q(person__in=people)
    word = f" {digits}"
    return Q(number=digits) | Q(entity__search_key__contains=word) | Q(individual__search_key__contains=word)


def is_identifier(text: str) -> bool:
    """Whether a text can be a BIN or an IIN."""
    for parse in (parse_bin, parse_iin):
        try:
            parse(text)
        except BadIdentifier:
            continue
        return True
    return False


def _with_annexes(query: LicenceQuery, on: date) -> QuerySet[AnnexSubtype, Any]:
    """The licences with an annex that names the subtype at a base in the region."""
    over = LicenceEvent.objects.filter(annex=OuterRef("annex"), kind__in=ENDING, on__lte=on)
    rows = AnnexSubtype.objects.filter(~Exists(over), annex__issued_on__lte=on)
    if query.subtype:
        rows = rows.filter(code=query.subtype)
    if query.specialty:
        rows = rows.filter(specialty=query.specialty)
    if query.region:
        # A range, since an index answers it: the codes of a region begin with its two digits.
        first, last = query.region[:2] + "0000000", query.region[:2] + "9999999"
        bases = BaseFact.objects.current(on).filter(kato__gte=first, kato__lte=last).values("base")
        rows = rows.filter(annex__base__in=bases)
    return rows.values("annex__licence")


def _validity(wanted: Validity, on: date) -> Q:
    """As ``licence_status`` derives it; a test holds both to the same answers."""
    own = LicenceEvent.objects.filter(licence=OuterRef("pk"), annex__isnull=True, on__lte=on)
    ended = Exists(own.filter(kind__in=ENDING))
    later = LicenceEvent.objects.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), id__gt=OuterRef("id")),
        licence=OuterRef("licence"), annex__isnull=True, on__lte=on, kind__in=TURNING,
    )  # fmt: skip
    standing = own.filter(Q(until__isnull=True) | Q(until__gte=on), kind=LicenceEventKind.SUSPENDED)
    suspended = Exists(standing.filter(~Exists(later)))
    return {
        Validity.ENDED: Q(ended),
        Validity.SUSPENDED: ~Q(ended) & Q(suspended),
        Validity.VALID: ~Q(ended) & ~Q(suspended),
    }[wanted]
