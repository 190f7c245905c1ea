"""The words of a licence: its holder, and what its annexes allow."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tirkelim.documents.payload import Bilingual
from tirkelim.law.order_59_licence.subtypes import subtypes
from tirkelim.register.models import Organisation
from tirkelim.register.queries import iin_of, organisation_facts, person_facts
from tirkelim.services.common.specialty import specialty_name


def holder_name(organisation: UUID | None, person: UUID | None, on: date, known: datetime) -> Bilingual:
    """The name in the register of an organisation, else of a person, on a day. Raises LookupError."""
    if organisation is not None:
        entity = organisation_facts(organisation, on, known)
        if entity is not None:
            return Bilingual(entity.name("kk"), entity.name("ru"))
    elif person is not None:
        facts = person_facts(person, on, known)
        if facts is not None:
            return Bilingual(facts.name("kk"), facts.name("ru"))
    raise LookupError("the holder has no name in the register on this day")


def holder_number(organisation: UUID | None, person: UUID | None) -> str:
    """The BIN of an organisation, else the IIN of a person; "" where there is none."""
    if organisation is not None:
        return str(Organisation.objects.values_list("bin", flat=True).filter(pk=organisation).first() or "")
    if person is None:
        return ""
    return iin_of(person) or ""


def subtype_name(code: str, lang: str) -> str:
    """What a subtype is called in kk, ru or en; the code itself where the list does not know it (any more)."""
    listed = subtypes().get(code)
    return code if listed is None else listed.name(lang)


def subtype_line(code: str, specialty: str, lang: str) -> str:
    """A subtype in words, with its specialty where it has one."""
    name = subtype_name(code, lang)
    return f"{name}: {specialty_name(specialty, lang)}" if specialty else name


def subtype_words(code: str, specialty: str = "") -> Bilingual:
    """The same in both languages of a document."""
    return Bilingual(subtype_line(code, specialty, "kk"), subtype_line(code, specialty, "ru"))
