"""Which fields of the register are the fifteen items of 253/2020 p.8, and the jobs of which some are not entered yet.

What the law asks is `law.order_253_register`; this says where the register keeps it, once for one record (the pages)
and once for many (a condition of a query). A test holds the two together.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirkelim.journal.temporal import TemporalQuerySet
from tirkelim.register.models import Education, Employment, PersonFact, PersonIdentifier, Scheme, Training

FACT_ITEMS: dict[str, tuple[str, ...]] = {
    "sex": ("sex",),
    "birth_date": ("birth_date",),
    "birth_place": ("birth_place",),
    "citizenship": ("citizenship",),
    "identity_document": ("document_kind", "document_number"),
    "residence": ("residence",),
    "registration_place": ("registration_place",),
    "registration_date": ("registration_date",),
}
"""Items 3 to 10: the fields that must be filled, all of them."""
SPELLINGS = (("surname_kk", "given_kk"), ("surname_ru", "given_ru"), ("surname_latin", "given_latin"))
"""Item 2: one of these is enough."""
DATES = frozenset({"birth_date", "registration_date"})


def incomplete_jobs(jobs: TemporalQuerySet, today: date) -> QuerySet[Employment]:
    """Those of the jobs whose entry lacks an item today, by the present knowledge."""
    of_person = {"person": OuterRef("person")}
    trained = Exists(Training.objects.current().filter(**of_person))
    facts = PersonFact.objects.current(today).filter(_all_facts(), **of_person)
    facts = facts.filter(Q(trained=False) | trained)
    whole = (
        Exists(facts)
        & Exists(PersonIdentifier.objects.current().filter(scheme=Scheme.IIN, **of_person))
        & Exists(Education.objects.current().filter(**of_person))
        & (Q(position__isnull=False) | ~Q(position_title=""))
    )
    return jobs.exclude(whole)


def _all_facts() -> Q:
    """The condition that items 2 to 10 stand in a version of a person's facts."""
    named = Q()
    for names in SPELLINGS:
        named |= _filled(*names)
    found = named
    for fields in FACT_ITEMS.values():
        found &= _filled(*fields)
    return found


def _filled(*fields: str) -> Q:
    found = Q()
    for field in fields:
        found &= Q(**{f"{field}__isnull": False})
        if field not in DATES:
            found &= ~Q(**{field: ""})
    return found
