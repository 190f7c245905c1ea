"""Words of the documents of a licence decision, in Kazakh and Russian; each from what was stored."""

from __future__ import annotations

from datetime import date

from tirkelim.documents.payload import Bilingual
from tirkelim.law.messages.dates import write_date
from tirkelim.law.standards.services import Action
from tirkelim.services.licence.answers import ReissueReason

SERVICE = Bilingual(
    "Медициналық қызметке лицензия беру",
    "Выдача лицензии на медицинскую деятельность",
)
ASKED = {
    Action.ISSUE: Bilingual("лицензия және қосымшалар беру", "выдача лицензии и приложений"),
    Action.ISSUE_ANNEX: Bilingual("лицензияға қосымша беру", "выдача приложения к лицензии"),
    Action.REISSUE: Bilingual("лицензияны қайта ресімдеу", "переоформление лицензии"),
    Action.REISSUE_ANNEX: Bilingual("лицензияға қосымшаны қайта ресімдеу", "переоформление приложения к лицензии"),
    Action.DUPLICATE: Bilingual("лицензияның телнұсқасын беру", "выдача дубликата лицензии"),
    Action.DUPLICATE_ANNEX: Bilingual(
        "лицензияға қосымшаның телнұсқасын беру", "выдача дубликата приложения к лицензии"
    ),
}
REASONS = {
    ReissueReason.NAME: Bilingual(
        "лицензиат атауының (аты-жөнінің) өзгеруі", "изменение наименования (имени) лицензиата"
    ),
    ReissueReason.REORGANISED: Bilingual("лицензиаттың қайта ұйымдастырылуы", "реорганизация лицензиата"),
    ReissueReason.ADDRESS: Bilingual("лицензиат мекенжайының өзгеруі", "изменение адреса лицензиата"),
    ReissueReason.BASE_RENAMED: Bilingual(
        "объект көшірілмей, өндірістік база мекенжайының өзгертілуі",
        "изменение адреса производственной базы без её перемещения",
    ),
    ReissueReason.BASE_MOVED: Bilingual(
        "өндірістік базаның басқа мекенжайға көшуі", "перемещение производственной базы по другому адресу"
    ),
    ReissueReason.SUBTYPE_RENAMED: Bilingual(
        "медициналық қызметтің кіші түрі атауының өзгеруі", "изменение наименования подвида медицинской деятельности"
    ),
}
AGAIN = Bilingual(
    "Көрсетілген себептер жойылғаннан кейін Сіз жаңа өтініш бере аласыз. Жаңа өтініш үшін лицензиялық алым қайтадан"
    " төленеді.",
    "Когда указанные причины будут устранены, Вы можете подать новое заявление. За новое заявление лицензионный сбор"
    " платится снова.",
)
NO_DUPLICATE = Bilingual(
    "Электрондық лицензия мен оның қосымшалары жоғалмайды: оларды жеке кабинеттен кез келген уақытта жүктеп алуға"
    " болады, телнұсқа керек емес.",
    "Электронная лицензия и её приложения не теряются: их можно скачать из кабинета в любое время, дубликат не нужен.",
)


def reissued(reason: str, on: date) -> Bilingual:
    """That it was re-issued, when and why; the reason's own code where the list does not know it (any more)."""
    known = REASONS.get(ReissueReason(reason)) if reason in set(ReissueReason) else None
    words = known or Bilingual.same(reason)
    return Bilingual(
        f"Қайта ресімделді: {write_date(on, 'kk')}. Себебі: {words.kk}",
        f"Переоформлено {write_date(on, 'ru')}. Причина: {words.ru}",
    )


def duplicated(on: date) -> Bilingual:
    """That it is a duplicate, and since when."""
    return Bilingual(
        f"Телнұсқа жоғалған немесе бүлінген қағаз түпнұсқаның орнына берілді: {write_date(on, 'kk')}",
        f"Дубликат выдан {write_date(on, 'ru')} взамен утерянного или испорченного бумажного оригинала",
    )


def moved(number: str) -> Bilingual:
    """That an annex takes the place of the one of a base that moved."""
    return Bilingual(
        f"№ {number} қосымшаның орнына: өндірістік база басқа мекенжайға көшті",
        f"Взамен приложения № {number}: производственная база перемещена по другому адресу",
    )


def given_back(number: str) -> Bilingual:
    """That an annex takes the place of one that had ended by a decision which was replaced."""
    return Bilingual(
        f"№ {number} қосымшаның орнына: оны тоқтатқан шешім шағым бойынша ауыстырылды",
        f"Взамен приложения № {number}: решение, которое его прекратило, заменено по жалобе",
    )
