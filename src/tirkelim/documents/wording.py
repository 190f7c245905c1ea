"""Dates and standing sentences of documents, in Kazakh and Russian.

The texts of the grounds are ours, short and plain; the law's own wording stands at the citation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tirkelim.documents.payload import Bilingual
from tirkelim.law.book import current_book
from tirkelim.law.citation import Citation
from tirkelim.law.messages.dates import write_date
from tirkelim.law.standards.complaints import Instance, working_days

_PLACE = re.compile(
    r"^(?P<order>order )?(?:p\.(?P<p>\d+)(?:-(?P<p_to>\d+))?(?:\((?P<p_sub>\d+)\))?"
    r"|ann\.(?P<ann>\d+)(?: row (?P<row>\d+)(?:-(?P<row_to>\d+))?(?:\((?P<row_sub>\d+)\))?)?)$"
)

#: Refusal grounds of both certificate services (274/2020 ann.2 row 9, ann.6 row 9), in our words.
GROUNDS_OF_ROW_9 = MappingProxyType({
    1: Bilingual(
        "Ұсынылған құжаттардың немесе олардағы мәліметтердің анық еместігі анықталды.",
        "Установлено, что представленные документы или сведения в них недостоверны.",
    ),
    2: Bilingual(
        "Өтініш берушінің өзі немесе ұсынылған материалдар мен мәліметтер заңнама талаптарына сәйкес келмейді.",
        "Заявитель либо представленные материалы и сведения не соответствуют требованиям законодательства.",
    ),
    3: Bilingual(
        "Келісімі қажет мемлекеттік орган теріс жауап берді не сараптаманың, зерттеудің немесе тексерудің"
        " қорытындысы теріс болды.",
        "Получен отрицательный ответ государственного органа, согласие которого необходимо, либо отрицательное"
        " заключение экспертизы, исследования или проверки.",
    ),
    4: Bilingual(
        "Осы қызметке немесе оның жекелеген түрлеріне тыйым салатын, заңды күшіне енген сот шешімі (үкімі) бар.",
        "Есть вступившее в законную силу решение (приговор) суда о запрете этой деятельности или отдельных"
        " её видов.",
    ),
    5: Bilingual(
        "Мемлекеттік көрсетілетін қызметпен байланысты арнаулы құқықтан айыру туралы заңды күшіне енген сот"
        " үкімі бар.",
        "Есть вступивший в законную силу приговор суда о лишении специального права, связанного с получением"
        " государственной услуги.",
    ),
    6: Bilingual(
        "Қолжетімділігі шектеулі дербес деректерге қол жеткізуге келісім берілмеді.",
        "Не дано согласие на доступ к персональным данным ограниченного доступа.",
    ),
})  # fmt: skip


#: Grounds on which a qualification level is refused (283/2020 p.11, p.12, p.19), in our words; the numbers are ours.
GROUNDS_OF_LEVEL = MappingProxyType({
    1: Bilingual(
        "Деңгейге сәйкес келетін, дипломмен расталған денсаулық сақтау саласындағы білім жоқ.",
        "Нет образования в области здравоохранения с дипломом, соответствующим уровню.",
    ),
    2: Bilingual(
        "Мәлімделген деңгей бойынша кәсіптік даярлықты бағалаудың оң нәтижесі жоқ.",
        "Нет положительного результата оценки профессиональной подготовленности на заявленный уровень.",
    ),
    3: Bilingual(
        "Мәлімделген деңгейге сәйкес еңбек функцияларының орындалуы расталмады.",
        "Не подтверждено выполнение трудовых функций, соответствующих заявленному уровню.",
    ),
    4: Bilingual(
        "Үздіксіз кәсіптік даму нәтижелері расталмаған немесе мәлімделген деңгей үшін жеткіліксіз.",
        "Результаты непрерывного профессионального развития не подтверждены или недостаточны для заявленного уровня.",
    ),
    5: Bilingual(
        "Деңгейлердің кезектілігі сақталмаған немесе алдыңғы деңгейден кейінгі жұмыс өтілі жеткіліксіз.",
        "Не соблюдена последовательность уровней или недостаточен стаж после предыдущего уровня.",
    ),
    6: Bilingual(
        "Құжат өзіне қойылатын талаптарға сәйкес келмейді.",
        "Документ не отвечает предъявляемым к нему требованиям.",
    ),
})  # fmt: skip


def appeal(contact_centre: str) -> Bilingual:
    """How to appeal a refusal; `contact_centre` is the telephone numbers to print (settings).

    The instances and terms are those of 503/2016 p.23, taken for the other services as well (reading A1).
    """
    book = current_book()
    head, quality = (working_days(one, book) for one in (Instance.HEAD, Instance.QUALITY_BODY))
    return Bilingual(
        "Осы жауаппен келіспесеңіз, шешім қабылдаған органның басшысына шағым бере аласыз: жауап"
        f" {head} жұмыс күні ішінде беріледі. Одан кейін мемлекеттік қызметтер сапасы жөніндегі органға"
        f" ({quality} жұмыс күні), сосын уәкілетті органға жүгінуге болады. Сотқа жүгінуге құқығыңыз бар."
        f" Бірыңғай байланыс орталығы: {contact_centre}.",
        "Если Вы не согласны с этим ответом, Вы можете подать жалобу руководителю органа, принявшего решение:"
        f" ответ дают в течение {head} рабочих дней. Затем можно обратиться в орган по качеству государственных"
        f" услуг ({quality} рабочих дней), после него в уполномоченный орган. Вы вправе обратиться в суд."
        f" Единый контакт-центр: {contact_centre}.",
    )


#: What can always be done after a refusal.
APPLY_AGAIN = Bilingual(
    "Көрсетілген себептер жойылғаннан кейін Сіз қайтадан өтініш бере аласыз. Қызмет тегін көрсетіледі.",
    "Когда указанные причины будут устранены, Вы можете подать заявление снова. Услуга оказывается бесплатно.",
)

#: What can be done after a level is refused.
CLAIM_AGAIN = Bilingual(
    "Көрсетілген талаптар орындалғаннан кейін Сіз деңгейді қайтадан сұрай аласыз. Деңгейден бас тарту маман"
    " сертификатына әсер етпейді.",
    "Когда указанные требования будут выполнены, Вы можете снова подать заявление на уровень. Отказ в уровне не"
    " влияет на сертификат специалиста.",
)


def date_both(day: date) -> dict[str, str]:
    """A day in both languages, as the templates take it."""
    return {"kk": write_date(day, "kk"), "ru": write_date(day, "ru")}


def edition_words(edition: Mapping[str, Any]) -> Bilingual:
    """The wording that was applied, from the edition as a decision stores it."""
    act, by = edition["act"], edition["by"]
    assumed_kk = " (күшіне енген күні жорамал)" if edition["assumed"] else ""
    assumed_ru = " (день введения в действие предположительный)" if edition["assumed"] else ""
    return Bilingual(
        f"{act} бұйрығы, {by} бұйрығының редакциясы{assumed_kk}",
        f"приказ {act} в редакции приказа {by}{assumed_ru}",
    )


def later_amendment_words(edition: Mapping[str, Any]) -> Bilingual | None:
    """That a newer wording is known but not held; None where none is."""
    later = edition["later_amendment"]
    if later is None:
        return None
    return Bilingual(
        f"Кейінгі өзгеріс бар, оның мәтіні ескерілмеді: {later}",
        f"Есть более поздняя поправка, её текст не учтён: {later}",
    )


def citation_words(citation: Citation) -> Bilingual:
    """A citation as a person reads it: «274/2020 бұйрығы, 2-қосымша, 8-жол, 6) тармақша».

    A place of another shape than the law kernel's stays as it is written there.
    """
    found = _PLACE.match(citation.place)
    if found is None:
        return Bilingual.same(str(citation))
    part = found.groupdict()
    kk, ru = [f"{citation.act} бұйрығы"], [f"приказ {citation.act}"]
    if part["p"]:
        _add_paragraph(kk, ru, part["p"], part["p_to"], part["p_sub"], ("тармақ", "пункт", "пункты"))
    else:
        kk.append(f"{part['ann']}-қосымша")
        ru.append(f"приложение {part['ann']}")
        if part["row"]:
            _add_paragraph(kk, ru, part["row"], part["row_to"], part["row_sub"], ("жол", "строка", "строки"))
    return Bilingual(", ".join(kk), ", ".join(ru))


def _add_paragraph(
    kk: list[str], ru: list[str], first: str, last: str | None, sub: str | None, words: tuple[str, str, str]
) -> None:
    span = f"{first}–{last}" if last else first
    kk.append(f"{span}-{words[0]}" + ("тар" if last and words[0] == "тармақ" else "дар" if last else ""))
    ru.append(f"{words[2] if last else words[1]} {span}")
    if sub:
        kk.append(f"{sub}) тармақша")
        ru.append(f"подпункт {sub})")
