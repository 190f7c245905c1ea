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
    Organisation,
    OrganisationFact,
    PersonFact,
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
        found = _by_words(found, query.words, on)
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


def _by_words(licences: QuerySet[Any], text: str, on: date) -> QuerySet[Any]:
    number = normalise(text)
    digits = "".join(text.split())
    if number is not None:
        return licences.filter(number=number)
    if is_identifier(digits):
        return licences.filter(_of_number(digits))
    words = search_words(text)
    found = _of_name(words, on)
    return licences.filter(found | Q(number=digits)) if words else licences.none()


def _of_number(digits: str) -> Q:
    """Whose BIN or IIN it is. Asked beforehand: then an index leads to the licences."""
    entities = list(Organisation.objects.filter(bin=digits).values_list("id", flat=True))
    people = PersonIdentifier.objects.current().filter(scheme=Scheme.IIN, value=digits)
    return Q(organisation__in=entities) | Q(person__in=list(people.values_list("person", flat=True)))


def _of_name(words: list[str], on: date) -> Q:
    """Whose name has the words: of people only those are looked at who hold a licence."""
    entities = OrganisationFact.objects.current(on)
    people = PersonFact.objects.current(on).filter(
        person__in=Licence.objects.filter(person__isnull=False).values("person")
    )
    for word in words:
        entities, people = entities.filter(search_key__contains=word), people.filter(search_key__contains=word)
    return Q(organisation__in=entities.values("organisation")) | Q(person__in=people.values("person"))


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
    over = LicenceEvent.objects.filter(annex__isnull=False, kind__in=ENDING, on__lte=on)
    rows = AnnexSubtype.objects.filter(annex__issued_on__lte=on).exclude(annex__in=over.values("annex"))
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
    """As ``licence_status`` derives it; a test holds both to the same answers. Few licences have events: the database
    looks at these first."""
    own = LicenceEvent.objects.filter(annex__isnull=True, on__lte=on)
    later = own.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), id__gt=OuterRef("id")),
        licence=OuterRef("licence"), kind__in=TURNING,
    )  # fmt: skip
    standing = own.filter(Q(until__isnull=True) | Q(until__gte=on), kind=LicenceEventKind.SUSPENDED)
    ended = Q(id__in=own.filter(kind__in=ENDING).values("licence"))
    suspended = Q(id__in=standing.filter(~Exists(later)).values("licence"))
    return {Validity.ENDED: ended, Validity.SUSPENDED: ~ended & suspended, Validity.VALID: ~ended & ~suspended}[wanted]
