"""The document of a level, or the reasoned refusal of one: alone, or beside a granted certificate (283/2020 p.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.level import LevelPayload
from tirkelim.documents.payload import Bilingual, Payload, RefusalPayload
from tirkelim.documents.qr import application_address, level_address
from tirkelim.documents.wording import (
    CLAIM_AGAIN,
    GROUNDS_OF_LEVEL,
    appeal,
    edition_words,
    later_amendment_words,
)
from tirkelim.law.messages import term
from tirkelim.register.qualification_queries import qualification_by_decision
from tirkelim.services.common.papers import (
    applicant_name,
    department_words,
    ground_words,
    refusal_grounds,
    specialty_words,
)
from tirkelim.services.cpd.ledger import is_specialisation

SERVICE = Bilingual("Біліктілік деңгейін беру және растау", "Присвоение и подтверждение уровня квалификации")


def payload_of(decision: Decision) -> Payload:
    """What the document of a decision on a level alone says; every word follows from stored rows."""
    if decision.outcome == "granted":
        return _level(decision)
    claim = decision.sheet.facts
    number = f"{decision.case.number}/{decision.seq}"
    return refusal_of_level(decision, claim, decision.verdicts["grounds"], decision.edition, number)


def refusal_beside(decision: Decision) -> RefusalPayload | None:
    """The refusal of a level that was claimed with a certificate and refused beside it; None where none was."""
    grounds = decision.verdicts.get("refused", {}).get("level")
    if not grounds:
        return None
    number = f"{decision.case.number}/{decision.seq}-L"
    edition = decision.editions_beside[0]
    return refusal_of_level(decision, decision.sheet.facts["level"], grounds, edition, number)


def refusal_of_level(
    decision: Decision,
    claim: Mapping[str, Any],
    grounds: Sequence[Mapping[str, Any]],
    edition: Mapping[str, Any],
    number: str,
) -> RefusalPayload:
    """The refusal of a level with every ground. ``claim``: the level's facts as stored; ``edition`` of 283/2020."""
    case = decision.case
    address = level_address if case.service == "level" else application_address
    specialty, level = specialty_words(claim["specialty"]), claim["claimed_level"]
    return RefusalPayload(
        number=number,
        applicant=applicant_name(case, decision),
        service=SERVICE,
        claimed=Bilingual(f"{specialty.kk}, {level} деңгейі", f"{specialty.ru}, уровень {level}"),
        application_number=str(case.number),
        applied_on=localdate(case.submitted_at),
        decided_on=decision.decided_on,
        department=department_words(case, decision),
        grounds=refusal_grounds(decision, grounds, GROUNDS_OF_LEVEL),
        next_steps=(CLAIM_AGAIN,),
        appeal=appeal(f"{settings.CONTACT_CENTRE}, {settings.CONTACT_CENTRE_LONG}"),
        edition=edition_words(edition),
        later_amendment=later_amendment_words(edition),
        check_address=address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def _level(decision: Decision) -> LevelPayload:
    case, given = decision.case, qualification_by_decision(decision.id)
    if given is None or given.level is None or given.document_number is None:
        raise LookupError("a granted level stands in the register with the number of its document")
    route = f"level.route.{decision.route}"
    return LevelPayload(
        number=given.document_number,
        holder=applicant_name(case, decision),
        specialty=specialty_words(given.specialty),
        is_specialisation=is_specialisation(given.specialty),
        level=given.level,
        route=Bilingual(term(route, "kk"), term(route, "ru")),
        given_on=given.obtained_on,
        department=department_words(case, decision),
        ground=ground_words(decision),
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=level_address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )
