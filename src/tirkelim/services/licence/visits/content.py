"""Every word of the act of a visit, as it is signed, and the document that is made of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.registry import service
from tirkelim.documents.models import Document, EvidenceFile
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.service import store_document
from tirkelim.documents.visit_act import LineResult, VisitActPayload, restore
from tirkelim.documents.wording import edition_words, later_amendment_words
from tirkelim.identity.territories import body_names
from tirkelim.law.digest import plain
from tirkelim.law.messages.dates import write_date
from tirkelim.law.standards.acceptance import local_day
from tirkelim.services.licence.answers import BaseAnswers
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitNotice
from tirkelim.services.licence.names import holder_name, subtype_words
from tirkelim.services.licence.visits.checklist import ChecklistLine
from tirkelim.services.licence.visits.reading import observations, photos, zone_of

ACT_59 = "59/2020"
READING = "L13"
CHANNELS = {
    "sms": Bilingual("тіркелген нөмірге SMS-хабарлама", "SMS на зарегистрированный номер"),
    "recorded_call": Bilingual("жазып алынған қоңырау", "звонок с записью"),
    "registered_mail": Bilingual("тапсырыс хат", "заказное письмо"),
}


def content_of(
    visit: Visit, base: BaseAnswers, lines: tuple[ChecklistLine, ...], signed: dict[str, Any]
) -> dict[str, Any]:
    """The content of the act as JSON values. ``signed``: number, begun_at, ended_at, inspector, notice, subtypes (as
    ``VisitAct`` keeps them), conforms. Raises LookupError where the applicant has no name in the register."""
    begun_at = signed["begun_at"]
    zone = zone_of(visit.case)
    edition = service(visit.case.service).book().edition(ACT_59, local_day(begun_at, zone))._asdict()
    later = later_amendment_words(edition)
    found: dict[str, Any] = plain(
        {
            "number": signed["number"],
            "application_number": str(visit.case.number),
            "department": asdict(_department(visit.case, begun_at)),
            "applicant": asdict(_applicant(visit.case, begun_at)),
            "base_name": base.name or "",
            "base_address": base.address,
            "inspector": signed["inspector"],
            "planned_at": visit.planned_at,
            "begun_at": begun_at,
            "ended_at": signed["ended_at"],
            "notice": asdict(_notice(visit, signed["notice"])),
            "lines": [_line(line, observations(visit)[line.place]) for line in lines],
            "subtypes": [
                {"name": asdict(subtype_words(one["code"], one["specialty"])), "conforms": one["conforms"]}
                for one in signed["subtypes"]
            ],
            "conforms": signed["conforms"],
            "photos": _photos(visit, lines),
            "edition": asdict(edition_words(edition)),
            "later_amendment": None if later is None else asdict(later),
            "reading": asdict(_reading(visit.case)),
            "time_zone": str(zone),
        }
    )
    return found


def result_of(noted: Observation) -> LineResult | None:
    """What a note says of its line; None where it does not answer it."""
    if noted.conforms is None:
        return LineResult.NOT_CONCERNED if noted.remark else None
    return LineResult.CONFORMS if noted.conforms else LineResult.DOES_NOT


def make_act(message: Outbox, now: datetime) -> None:
    """Work of the outbox: the act as a document, made once."""
    act = VisitAct.objects.select_related("change").get(pk=UUID(message.to))
    store_document(payload_of(act), decision=None, change=act.change)


def document_of(act: VisitAct) -> Document | None:
    """The act as a document; None until the outbox has made it."""
    return Document.objects.filter(number=act.number, kind=VisitActPayload.kind).first()


def payload_of(act: VisitAct) -> VisitActPayload:
    """What the document says: what was signed, and when."""
    return restore(
        {
            **act.content,
            "digest": act.digest,
            "decided_at": act.change.at.isoformat(),
            "demo": settings.DEMO,
        }
    )


def _department(case: Case, at: datetime) -> Bilingual:
    names = body_names(case.territory, local_day(at), case.authority)
    return Bilingual.same("–") if names is None else Bilingual(names["kk"], names["ru"])


def _applicant(case: Case, at: datetime) -> Bilingual:
    return holder_name(case.organisation, case.subject_id, local_day(at), at)


def _notice(visit: Visit, notice: VisitNotice) -> Bilingual:
    channel = CHANNELS[notice.channel]
    sent = notice.sent_at.astimezone(zone_of(visit.case))
    day, clock = sent.date(), f"{sent:%H:%M}"
    return Bilingual(
        f"{channel.kk}, {write_date(day, 'kk')}, {clock}, № {notice.reference}",
        f"{channel.ru}, {write_date(day, 'ru')}, {clock}, № {notice.reference}",
    )


def _line(line: ChecklistLine, noted: Observation) -> dict[str, Any]:
    result = result_of(noted)
    if result is None:
        raise ValueError("an act answers every line")
    return {
        "subtype": asdict(subtype_words(line.subtype, line.specialty)) if line.subtype else None,
        "text": {"kk": line.texts["kk"], "ru": line.texts["ru"]},
        "result": result.value,
        "remark": noted.remark,
    }


def _photos(visit: Visit, lines: tuple[ChecklistLine, ...]) -> list[dict[str, Any]]:
    texts = {line.place: line.texts for line in lines}
    kept = photos(visit)
    digests = dict(EvidenceFile.objects.filter(pk__in=[one.evidence for one in kept]).values_list("pk", "blob"))
    found = []
    for one in kept:
        about = texts.get((one.subtype, one.specialty, one.key))
        words = None if about is None else {"kk": about["kk"], "ru": about["ru"]}
        found.append({"digest": digests[one.evidence], "taken_at": one.taken_at, "about": words})
    return found


def _reading(case: Case) -> Bilingual:
    texts = service(case.service).book().readings[READING].text
    return Bilingual(texts["kk"], texts["ru"])
