"""The reasoned refusal of a placement; every word follows from stored rows."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import Bilingual, Payload, RefusalPayload
from tirkelim.documents.wording import edition_words, later_amendment_words
from tirkelim.law.messages import term
from tirkelim.law.order_304_residency.requirements import ONE_PLACEMENT
from tirkelim.services.common.papers import applicant_name, refusal_grounds, specialty_words

SERVICE = Bilingual("Резидент-дәрігерді резидентура базасына орналастыру", "Размещение врача-резидента на базе")
MINISTRY = Bilingual(
    "Қазақстан Республикасының Денсаулық сақтау министрлігі", "Министерство здравоохранения Республики Казахстан"
)
RECOMMEND_AGAIN = Bilingual(
    "Көрсетілген себептер жойылғаннан кейін ұйым орналастыруды қайтадан ұсына алады.",
    "Когда указанные причины будут устранены, организация может рекомендовать размещение снова.",
)


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The reasoned refusal; nothing for an agreement, which stands in the register with its own number."""
    return () if decision.outcome == "granted" else (_refusal(decision),)


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
        check_address=None,
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
