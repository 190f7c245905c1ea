"""What managers of block A are called in Russian and English: the register's own translated names, and free wordings.

The rules of ``managers`` read Kazakh words. A free wording in another language is turned into these, word by word, so
that one set of rules decides for all languages.
"""

from __future__ import annotations

import functools

from tirkelim.law.order_1035_interior.register import Entry, entries
from tirkelim.law.wording import fold, words

_HEADS = {
    "начальник": "бастығы",
    "руководител": "басшысы",
    "заведующ": "меңгерушісі",
    "заместител": "орынбасары",
    "зам": "орынбасары",
    "head": "басшысы",
    "director": "директоры",
    "deputy": "орынбасары",
    "главн": "бас",
    "chief": "бас",
}
_OTHERS = {
    # longer stems before those they begin with
    "отделени": "бөлімшесі", "отдел": "бөлімі", "section": "бөлімшесі", "department": "бөлімі",
    "лаборатор": "зертханасы", "laborator": "зертханасы", "аптек": "дәріханасы", "pharmac": "дәріханасы",
    "секретариат": "хатшылығы", "secretariat": "хатшылығы", "медицинск": "медициналық", "medical": "медициналық",
    "част": "бөлігі", "part": "бөлігі", "составе": "құрамындағы", "inside": "құрамындағы",
    "финанс": "қаржы", "finance": "қаржы", "служб": "қызметі", "service": "қызметі",
    "сестринск": "медбике", "nursing": "медбике", "administrative": "әкімшілік", "административн": "әкімшілік",
    "maintenance": "шаруашылық", "хозяйственн": "шаруашылық", "врач": "дәрігер", "physician": "дәрігер",
    "республиканск": "республикалық", "republican": "республикалық", "областн": "облыстық", "oblast": "облыстық",
    "regional": "облыстық", "районн": "аудандық", "district": "аудандық", "центральн": "орталық",
    "central": "орталық", "больниц": "аурухана", "hospital": "аурухана", "поликлиник": "емхана",
    "polyclinic": "емхана", "учрежден": "мекеме", "institution": "мекеме", "организац": "ұйым",
    "organisation": "ұйым", "organization": "ұйым", "branch": "филиал", "accountant": "бухгалтері",
    "дирижер": "дирижері", "conductor": "дирижері", "hydrotechnician": "гидротехнигі", "hydrologist": "гидрологы",
    "power": "энергетигі", "engineer": "инженері", "inspector": "инспекторы", "mechanic": "механигі",
    "производител": "өндірушісі", "superintendent": "өндірушісі", "economist": "экономисі", "спасател": "құтқарушысы",
    "rescuer": "құтқарушысы",
}  # fmt: skip
_SKIPPED = frozenset(map(fold, ("of", "a", "an", "the", "for", "по", "state", "государственного")))
_SAME = tuple(map(fold, ("директор", "филиал", "госпитал", "бухгалтер", "инженер", "инспектор", "механи", "экономис",
                         "энергети", "гидро")))  # fmt: skip
"""Words that both languages write alike."""


def managers_named(wording: str) -> tuple[Entry, ...]:
    """The rows of block A whose translated name is just this."""
    return _by_name().get(fold(wording), ())


def in_kazakh(wording: str) -> str:
    """The wording with the Russian or English words for managers in Kazakh; unchanged where it has none.

    Empty where the word after the head's is unknown: the head of something that the register does not name
    ("начальник гаража больницы") must not be taken for the head of what is named later.
    """
    typed = words(wording)
    if not any(_meant(word, _HEADS) for word in typed):
        return wording
    told = [word for word in typed if word not in _SKIPPED]
    headed = [word for word in told if not _meant(word, _HEADS) and not word.startswith(_SAME[0])]
    if headed and not (_meant(headed[0], _OTHERS) or headed[0].startswith(_SAME)):
        return ""
    return " ".join(_meant(word, _HEADS) or _meant(word, _OTHERS) or word for word in told)


def _meant(word: str, table: dict[str, str]) -> str:
    """The Kazakh word for a folded word; "" for one that is not in the table."""
    return next((kazakh for stem, kazakh in table.items() if word.startswith(fold(stem))), "")


@functools.cache
def _by_name() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries():
        if entry.block == "A":
            for lang in ("ru", "en"):
                found.setdefault(fold(entry.names[lang]), []).append(entry)
    return {name: tuple(rows) for name, rows in found.items()}
