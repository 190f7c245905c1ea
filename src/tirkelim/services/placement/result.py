"""The documents of a placement: the agreement, or the reasoned refusal; every word follows from stored rows."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import Bilingual, Payload, RefusalPayload
from tirkelim.documents.placement import PlacementPayload
from tirkelim.documents.qr import placement_address
from tirkelim.documents.wording import edition_words, later_amendment_words
from tirkelim.law.messages import term
from tirkelim.law.messages.dates import write_date
from tirkelim.law.order_304_residency.facts import PlacementFacts
from tirkelim.law.order_304_residency.requirements import ONE_PLACEMENT
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.queries import facts_of_organisations
from tirkelim.register.residency_queries import placement_by_decision
from tirkelim.services.common.papers import applicant_name, refusal_grounds, specialty_words
from tirkelim.services.placement.request import Paper, read_request

SERVICE = Bilingual("Резидент-дәрігерді резидентура базасына орналастыру", "Размещение врача-резидента на базе")
MINISTRY = Bilingual(
    "Қазақстан Республикасының Денсаулық сақтау министрлігі", "Министерство здравоохранения Республики Казахстан"
)
RECOMMEND_AGAIN = Bilingual(
    "Көрсетілген себептер жойылғаннан кейін ұйым орналастыруды қайтадан ұсына алады.",
    "Когда указанные причины будут устранены, организация может рекомендовать размещение снова.",
)


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The agreement with the number of the placement, or the reasoned refusal."""
    return (_agreement(decision),) if decision.outcome == "granted" else (_refusal(decision),)


def _agreement(decision: Decision) -> PlacementPayload:
    """What was agreed to. Raises LookupError where the decision entered no placement."""
    placed, case = placement_by_decision(decision.id), decision.case
    if placed is None:
        raise LookupError("an agreement stands on the placement that it entered")
    facts = restore(PlacementFacts, decision.sheet.facts)
    return PlacementPayload(
        number=placed.number,
        body=MINISTRY,
        resident=applicant_name(case, decision),
        school=_organisation(placed.school_id, decision),
        base=_organisation(placed.base_id, decision),
        specialty=specialty_words(placed.specialty),
        starts_on=placed.starts_on,
        ends_on=placed.ends_on,
        recommendation=_paper(read_request(case.draft.data).recommendation),
        contract=_contract(facts),
        reference=facts.reference("agreed_by_authority"),
        application_number=str(case.number),
        decided_on=decision.decided_on,
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=placement_address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def _organisation(id: UUID, decision: Decision) -> Bilingual:
    """Its name on the day of the decision. Raises LookupError."""
    row = facts_of_organisations({id}, decision.decided_on, decision.change.at).get(id)
    if row is None:
        raise LookupError("the organisation has no name in the register on the day of the decision")
    return Bilingual(row.name("kk"), row.name("ru"))


def _paper(paper: Paper | None) -> Bilingual:
    if paper is None:
        raise LookupError("a placement is agreed to on a recommendation")
    number, day = paper
    return Bilingual(f"№ {number}, {write_date(day, 'kk')}", f"№ {number} от {write_date(day, 'ru')}")


def _contract(facts: PlacementFacts) -> str:
    """The contract with the base that holds on the first day; "" for the school's own base."""
    acts = () if facts.own_base or facts.contracts is UNKNOWN else facts.contracts
    return next((act.number for act in acts if act.holds_on(facts.starts_on)), "")


def ground_texts() -> dict[int, Bilingual]:
    """The grounds in our words, by our numbers (reading B1)."""
    return {number: Bilingual(_ground(number, "kk"), _ground(number, "ru")) for number in _numbers()}


def _numbers() -> range:
    return range(1, (ONE_PLACEMENT.ground or 0) + 1)


def _ground(number: int, lang: str) -> str:
    words = term(f"placement.ground.{number}", lang)
    return f"{words[:1].upper()}{words[1:]}."


def _refusal(decision: Decision) -> RefusalPayload:
    case, facts = decision.case, decision.sheet.facts
    return RefusalPayload(
        number=f"{case.number}/{decision.seq}",
        applicant=applicant_name(case, decision),
        service=SERVICE,
        claimed=specialty_words(facts["specialty"]),
        application_number=str(case.number),
        applied_on=localdate(case.submitted_at),
        decided_on=decision.decided_on,
        department=MINISTRY,
        grounds=refusal_grounds(decision, decision.verdicts["grounds"], ground_texts()),
        next_steps=(RECOMMEND_AGAIN,),
        appeal=_appeal(),
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=placement_address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def _appeal() -> Bilingual:
    numbers = f"{settings.CONTACT_CENTRE}, {settings.CONTACT_CENTRE_LONG}"
    return Bilingual(
        "Осы жауаппен келіспесеңіз, уәкілетті органның басшысына шағым бере аласыз немесе сотқа жүгінуге құқығыңыз"
        f" бар. Бірыңғай байланыс орталығы: {numbers}.",
        "Если Вы не согласны с этим ответом, Вы можете подать жалобу руководителю уполномоченного органа или"
        f" обратиться в суд. Единый контакт-центр: {numbers}.",
    )
