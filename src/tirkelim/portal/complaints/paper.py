"""The answer to a complaint as a document: what it says, and the work of the outbox that makes it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from tirkelim.cases.clock import clock_from
from tirkelim.cases.complaints import UPHELD, ways_after
from tirkelim.cases.models import Case, Complaint, Outbox
from tirkelim.cases.registry import service
from tirkelim.documents.complaint_answer import ComplaintAnswerPayload
from tirkelim.documents.models import Document
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.service import store_document
from tirkelim.documents.wording import citation_words
from tirkelim.identity.territories import body_names
from tirkelim.law.standards.complaints import COURSE, PLACE, Instance, answer_due
from tirkelim.portal.complaints.listing import about_words
from tirkelim.portal.complaints.words import case_page, instance_name, of_complaint, service_name
from tirkelim.portal.desk.services import organisation_applies
from tirkelim.portal.law_pages import readings
from tirkelim.portal.wording import day_in_words
from tirkelim.register.queries import organisation_facts, person_facts

TITLE = Bilingual("Шағымға жауап", "Ответ на жалобу")
TITLE_OF_COURT = Bilingual("Сот шешімі туралы жазба", "Запись о решении суда")
REOPENED = Bilingual(
    "Шағым қанағаттандырылды: өтініш қайта қаралып, жаңадан шешіледі.",
    "Жалоба удовлетворена: заявление рассматривается снова, решение принимается заново.",
)
JUSTIFIED = Bilingual(
    "Шағым қанағаттандырылды: өтініш тиісінше қаралмаған.",
    "Жалоба удовлетворена: заявление рассматривалось ненадлежащим образом.",
)
DISMISSED = Bilingual("Шағым қанағаттандырусыз қалдырылды.", "Жалоба оставлена без удовлетворения.")
NO_TERM = Bilingual(
    "Өтініш қайта қаралады; жаңа шешімге мерзім белгіленбеген.",
    "Заявление рассматривается снова; срок нового решения не установлен.",
)
COURT = Bilingual("Сотқа кез келген уақытта жүгінуге құқығыңыз бар.", "Вы вправе обратиться в суд в любое время.")
"""Sentences of the document, which stand in both languages whatever the reader's is."""


def make_answer(message: Outbox, now: datetime) -> None:
    """Make the document of an answered complaint."""
    complaint = Complaint.objects.select_related("case", "decision", "answer__change").get(pk=UUID(message.to))
    store_document(payload_of(complaint), decision=None, change=complaint.answer.change)


def document_of(complaint: Complaint) -> Document | None:
    """The document of the answer; None while there is none."""
    return Document.objects.filter(number=_number(complaint), kind=ComplaintAnswerPayload.kind).first()


def payload_of(complaint: Complaint) -> ComplaintAnswerPayload:
    """What the document says. Raises LookupError where the register has no name for the applicant."""
    case, answer = complaint.case, complaint.answer
    return ComplaintAnswerPayload(
        number=_number(complaint),
        complaint_number=complaint.number,
        application_number=str(case.number),
        title=TITLE_OF_COURT if complaint.instance == Instance.COURT else TITLE,
        applicant=_applicant(complaint),
        service=_both(lambda _lang: service_name(case)),
        about=_both(lambda _lang: about_words(complaint)),
        instance=_both(lambda _lang: of_complaint(complaint)),
        body=_body(complaint),
        registered_on=complaint.registered_on,
        answered_on=answer.answered_on,
        outcome=_outcome(complaint),
        reason=tuple(line for line in answer.reason.splitlines() if line.strip()),
        reference=answer.reference,
        next_steps=_next_steps(complaint),
        rests_on=_rests_on(complaint),
        check_address=f"{settings.PUBLIC_URL.rstrip('/')}{case_page(case)}",
        decided_at=answer.change.at,
        demo=settings.DEMO,
    )


def _applicant(complaint: Complaint) -> Bilingual:
    """The organisation where one applies itself, else the person of the case."""
    case, day, known = complaint.case, complaint.answer.answered_on, complaint.answer.change.at
    facts = (
        organisation_facts(case.organisation, day, known)
        if case.organisation is not None and organisation_applies(case)
        else person_facts(case.subject_id, day, known)
    )
    if facts is None:
        raise LookupError("the applicant has no name in the register on the day of the answer")
    return Bilingual(facts.name("kk"), facts.name("ru"))


def _number(complaint: Complaint) -> str:
    return f"{complaint.number}/1"


def _both(words: Callable[[str], str | Promise]) -> Bilingual:
    """Words of the pages in both languages of the document."""
    found = {}
    for lang in ("kk", "ru"):
        with override(lang):
            text = str(words(lang))
            found[lang] = text[:1].upper() + text[1:]
    return Bilingual(**found)


def _body(complaint: Complaint) -> Bilingual | None:
    """The office whose head answers."""
    case = complaint.case
    names = body_names(case.territory, complaint.answer.answered_on, case.authority)
    if complaint.instance != Instance.HEAD or names is None:
        return None
    return Bilingual(names["kk"], names["ru"])


def _outcome(complaint: Complaint) -> Bilingual:
    if complaint.answer.outcome != UPHELD:
        return DISMISSED
    return JUSTIFIED if complaint.decision is None else REOPENED


def _next_steps(complaint: Complaint) -> tuple[Bilingual, ...]:
    """The new term, or the day that was set; otherwise who can be turned to after this answer."""
    answer = complaint.answer
    if answer.outcome == UPHELD and complaint.decision is not None:
        return (_new_term(complaint.case, answer.change.at),)
    if answer.decide_by is not None:
        return (_day_set(answer.decide_by),)
    on, routes = answer.answered_on, service(complaint.case.service).complaints
    return tuple(_turn_to(complaint.case, instance, on) for instance in ways_after(complaint, routes))


def _new_term(case: Case, at: datetime) -> Bilingual:
    clock = clock_from(case, at)
    if clock is None:
        return NO_TERM
    return Bilingual(
        f"Жаңа шешімнің мерзімі: {day_in_words(clock.due_on, 'kk')} (осы күнді қоса алғанда).",
        f"Срок нового решения: {day_in_words(clock.due_on, 'ru')} включительно.",
    )


def _day_set(day: date) -> Bilingual:
    return Bilingual(
        f"Өтініш бойынша шешім қабылданатын соңғы күн: {day_in_words(day, 'kk')}.",
        f"Последний день для решения по заявлению: {day_in_words(day, 'ru')}.",
    )


def _turn_to(case: Case, instance: Instance, on: date) -> Bilingual:
    if instance is Instance.COURT:
        return COURT
    name, book = _both(lambda _lang: instance_name(instance.value, case.authority)), service(case.service).book()
    due = answer_due(instance, on, book)
    days = None if due is None else book.calendar.count(on, due)
    return Bilingual(
        f"Келісе алмасаңыз, шағымды мынаған бере аласыз: {name.kk}"
        + (f" (жауап мерзімі – {days} жұмыс күні)." if days else "."),
        f"Если Вы не согласны, можно подать жалобу дальше: {name.ru}"
        + (f" (срок ответа – {days} рабочих дней)." if days else "."),
    )


def _rests_on(complaint: Complaint) -> tuple[Bilingual, ...]:
    """The paragraph, and the readings for this instance, in words."""
    routes = service(complaint.case.service).complaints
    names = next((route.readings for route in routes if route.instance.value == complaint.instance), ())
    names = (*names, COURSE) if complaint.decision is None else names
    kk, ru = readings("kk"), readings("ru")
    return (citation_words(PLACE), *(Bilingual(kk[name], ru[name]) for name in names))
