"""Words of the documents of a conformity decision, in Kazakh and Russian; each from what was stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tirkelim.cases.models import Case, Decision
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.wording import edition_words
from tirkelim.identity.models import Authority
from tirkelim.identity.territories import body_names, region
from tirkelim.law.messages.dates import write_date
from tirkelim.law.order_503_conformity.professions import activities, find
from tirkelim.law.standards.services import Action
from tirkelim.register.models import ConformityBasis, ConformityCertificate, ConformityEvent
from tirkelim.services.common.papers import ground_words
from tirkelim.services.conformity.editions import PRACTICE
from tirkelim.services.conformity.models import Resolution

SERVICE = Bilingual(
    "Өз бетінше жұмысқа орналасу үшін біліктілік сәйкестігі туралы анықтама беру немесе ұзарту",
    "Выдача или продление справки о соответствии квалификации для самостоятельного трудоустройства",
)
ASKED = {
    Action.ISSUE: Bilingual("анықтама беру", "выдача справки"),
    Action.EXTEND: Bilingual("анықтаманы ұзарту", "продление справки"),
    Action.REISSUE: Bilingual("анықтаманы қайта ресімдеу", "переоформление справки"),
    Action.DUPLICATE: Bilingual("телнұсқа беру", "выдача дубликата"),
}
AGAIN = Bilingual(
    "Көрсетілген себептер жойылғаннан кейін жаңа өтініш бере аласыз. Қызмет тегін көрсетіледі.",
    "Когда указанные причины будут устранены, Вы можете подать новое заявление. Услуга бесплатна.",
)
COMPLETE = Bilingual(
    "Жетіспейтін немесе жарамсыз құжаттарды дайындап, өтінішті жеке кабинеттен қайта жіберіңіз: жауаптарыңыз сақталды,"
    " ал құжаттарды қайта қоса беру керек. Қызмет тегін көрсетіледі.",
    "Подготовьте недостающие или недействительные документы и отправьте заявление из кабинета снова: Ваши ответы"
    " сохранены, а документы нужно приложить заново. Услуга бесплатна.",
)
NOT_GIVEN = Bilingual("көрсетілмеген", "не указана")


def appeal(contact_centre: str) -> Bilingual:
    """The way to complain (p.23), and the contact centre of the standard (ann.2 row 10)."""
    return Bilingual(
        "Осы жауаппен келіспесеңіз, жергілікті атқарушы органның басшысына шағым бере аласыз: ол тіркелген күннен"
        " бастап бес жұмыс күні ішінде қаралады. Одан кейін мемлекеттік қызметтер көрсету сапасын бағалау және"
        " бақылау жөніндегі уәкілетті органға (шағым он бес жұмыс күні ішінде қаралады), халықты жұмыспен қамту"
        " мәселелері жөніндегі уәкілетті органға немесе сотқа жүгінуге болады. Бірыңғай байланыс орталығы:"
        f" {contact_centre}.",
        "Если Вы не согласны с этим ответом, подайте жалобу руководителю местного исполнительного органа: её"
        " рассмотрят в течение пяти рабочих дней со дня регистрации. Затем можно обратиться в уполномоченный орган"
        " по оценке и контролю качества оказания государственных услуг (жалобу рассмотрят в течение пятнадцати"
        " рабочих дней), в уполномоченный орган по вопросам занятости населения или в суд. Единый контакт-центр:"
        f" {contact_centre}.",
    )


def body_words(case: Case, decision: Decision) -> Bilingual:
    """The local executive body that decided. Raises LookupError."""
    names = body_names(region(case.territory), decision.decided_on, Authority.EMPLOYMENT)
    if names is None:
        raise LookupError(f"no body decides in {case.territory}")
    return Bilingual(names["kk"], names["ru"])


def profession_words(name: Any) -> Bilingual:
    """The name of a profession of the list; as it was asked for where the list does not have it."""
    if not isinstance(name, str) or not name.strip():
        return NOT_GIVEN
    listed = next(iter(find(name)), None)
    return Bilingual.same(name) if listed is None else Bilingual(listed.kk, listed.ru)


def sector_words(code: str) -> Bilingual:
    """The sector, and the kind of activity within it."""
    activity = activities().get(code)
    if activity is None:
        return Bilingual.same(code)
    sector = activities().get(activity.sector)
    if sector is None:
        return Bilingual(activity.kk, activity.ru)
    return Bilingual(f"{sector.kk} ({activity.kk})", f"{sector.ru} ({activity.ru})")


def edition_of(edition: Mapping[str, Any]) -> Bilingual:
    """The wording that was applied; the practice edition says that it is no law."""
    if edition["by"] == PRACTICE:
        return Bilingual(
            f"{edition['act']} бұйрығы, жаттығу редакциясы (заңды күші жоқ)",
            f"приказ {edition['act']}, учебная редакция (юридической силы не имеет)",
        )
    return edition_words(edition)


def repeal_words(edition: Mapping[str, Any], on: date) -> Bilingual | None:
    """That the order had ended by the day of the decision, and by which order; None while it was in force."""
    end = edition["end"]
    if end is None or on <= date.fromisoformat(end):
        return None
    by, day = edition["later_amendment"], date.fromisoformat(end)
    return Bilingual(
        f"{edition['act']} бұйрығының соңғы күні — {write_date(day, 'kk')} (күшін жойған бұйрық: {by}); сол кезде"
        " берілген өтініштер мен анықтамалар бойынша ол қолданыла береді.",
        f"Последний день действия приказа {edition['act']} — {write_date(day, 'ru')} (отменён приказом {by}); к"
        " заявлениям и справкам того времени он применяется и дальше.",
    )


def basis_words(decision: Decision) -> Bilingual:
    """The decision on which a certificate rests, and for an issue the minutes of the commission."""
    ground, said = ground_words(decision), decision.sheet.facts.get("commission")
    if not said:
        return ground
    minutes = said["minutes"]
    return Bilingual(f"{ground.kk}; комиссияның {minutes} хаттамасы", f"{ground.ru}; протокол комиссии {minutes}")


def commission_words(decision: Decision) -> Bilingual | None:
    """What the commission recommended and why, from the minutes that the decision rests on; None without them."""
    said = decision.sheet.facts.get("commission")
    if not said:
        return None
    minutes, day = said["minutes"], date.fromisoformat(said["held_on"])
    kk = "анықтама беруді ұсынды" if said["recommends_issue"] else "бас тартуды ұсынды"
    ru = "рекомендовала выдать справку" if said["recommends_issue"] else "рекомендовала отказать"
    found = Resolution.objects.filter(item__case=decision.case_id, item__sitting__minutes__number=minutes).first()
    reason = "" if found is None else f" {found.reason.strip()}"
    return Bilingual(
        f"Комиссия {kk} ({minutes} хаттама, {write_date(day, 'kk')}).{reason}",
        f"Комиссия {ru} (протокол {minutes} от {write_date(day, 'ru')}).{reason}",
    )


def note_of(row: ConformityCertificate, extension: ConformityEvent | None) -> Bilingual | None:
    """What the certificate replaces, or for which contract it was extended."""
    if extension is not None:
        employer = f"{extension.employer} ({extension.employer_number})"
        return Bilingual(
            f"Ұзартылды: {employer}, еңбек шарты {extension.reference}",
            f"Продлена: {employer}, трудовой договор {extension.reference}",
        )
    if row.earlier is None:
        return None
    number = row.earlier.number
    if row.basis == ConformityBasis.DUPLICATE:
        return Bilingual(
            f"Телнұсқа: жоғалған немесе бүлінген {number} анықтамасының орнына",
            f"Дубликат: взамен утерянной или испорченной справки {number}",
        )
    return Bilingual(f"Қайта ресімделді: {number} анықтамасының орнына", f"Переоформлена: взамен справки {number}")
