"""The result as a document: a form of the service's own for the permission, the shared one for a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.forms import Form
from tirkelim.documents.payload import Bilingual, Payload, RefusalPayload
from tirkelim.documents.qr import application_address
from tirkelim.documents.texts import both, breakable
from tirkelim.documents.wording import APPLY_AGAIN, appeal, date_both, edition_words
from tirkelim.services.common.papers import applicant_name, department_words, refusal_grounds

SERVICE = Bilingual("Оқыту курсын өткізуге рұқсат беру", "Выдача разрешения на проведение учебного курса")
GROUNDS = {1: Bilingual("Курс бұйрықтың талаптарына сәйкес келмейді.", "Курс не отвечает требованиям приказа.")}


@dataclass(frozen=True, slots=True)
class PermissionPayload:
    """What the permission says."""

    form: ClassVar[str] = "course-permission/1"
    kind: ClassVar[str] = "permission"

    number: str
    holder: Bilingual
    title: str
    valid_until: date
    department: Bilingual
    edition: Bilingual
    decided_at: datetime


def payload_of(decision: Decision) -> Payload:
    """What the document of a decision says; every word from stored rows."""
    number = f"{decision.case.number}/{decision.seq}"
    if decision.outcome != "granted":
        return _refusal(decision, number)
    return PermissionPayload(
        number=number,
        holder=applicant_name(decision.case, decision),
        title=decision.sheet.facts["title"],
        valid_until=date.fromisoformat(decision.verdicts["proposed"][0]["terms"]["valid_until"]),
        department=department_words(decision.case, decision),
        edition=edition_words(decision.edition),
        decided_at=decision.change.at,
    )


def _refusal(decision: Decision, number: str) -> RefusalPayload:
    case = decision.case
    return RefusalPayload(
        number=number,
        applicant=applicant_name(case, decision),
        service=SERVICE,
        claimed=Bilingual.same(decision.sheet.facts["title"]),
        application_number=str(case.number),
        applied_on=localdate(case.submitted_at),
        decided_on=decision.decided_on,
        department=department_words(case, decision),
        grounds=refusal_grounds(decision, decision.verdicts["grounds"], GROUNDS),
        next_steps=(APPLY_AGAIN,),
        appeal=appeal(settings.CONTACT_CENTRE),
        edition=edition_words(decision.edition),
        later_amendment=None,
        check_address=application_address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def _restore(data: dict[str, Any]) -> PermissionPayload:
    words = {name: Bilingual(**data.pop(name)) for name in ("holder", "department", "edition")}
    until, at = date.fromisoformat(data.pop("valid_until")), datetime.fromisoformat(data.pop("decided_at"))
    return PermissionPayload(**data, **words, valid_until=until, decided_at=at)


def _view(payload: PermissionPayload) -> dict[str, Any]:
    words = {name: both(getattr(payload, name)) for name in ("holder", "department", "edition")}
    names = {"number": breakable(payload.number), "title": breakable(payload.title)}
    return {**words, **names, "until": date_both(payload.valid_until)}


PERMISSION = Form(
    name=PermissionPayload.form,
    restore=_restore,
    template=Path(__file__).parent / "permission.typ",
    view=_view,
)
