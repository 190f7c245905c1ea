"""Names as they are met in Kazakhstan, in Kazakh and Russian spelling; combined at random, nobody's in particular."""

from __future__ import annotations

import random
from typing import NamedTuple

SURNAMES = (
    ("Ахметов", "Ахметов"),
    ("Әбілов", "Абилов"),
    ("Жұмабаев", "Жумабаев"),
    ("Сейітов", "Сеитов"),
    ("Қасымов", "Касымов"),
    ("Оспанов", "Оспанов"),
    ("Нұрғалиев", "Нургалиев"),
    ("Төлегенов", "Толегенов"),
    ("Байжанов", "Байжанов"),
    ("Есенов", "Есенов"),
    ("Мұқанов", "Муканов"),
    ("Сүлейменов", "Сулейменов"),
    ("Ибраев", "Ибраев"),
    ("Қалиев", "Калиев"),
    ("Досжанов", "Досжанов"),
    ("Кузнецов", "Кузнецов"),
    ("Морозов", "Морозов"),
    ("Тарасов", "Тарасов"),
)
"""Masculine forms; the feminine one adds -а."""

WOMEN = (
    ("Айгерім", "Айгерим"),
    ("Әсем", "Асем"),
    ("Гүлнұр", "Гульнур"),
    ("Жанар", "Жанар"),
    ("Динара", "Динара"),
    ("Сәуле", "Сауле"),
    ("Мадина", "Мадина"),
    ("Ұлбосын", "Улбосын"),
    ("Назгүл", "Назгуль"),
    ("Айнұр", "Айнур"),
    ("Елена", "Елена"),
    ("Ботагөз", "Ботагоз"),
)

MEN = (
    ("Ерлан", "Ерлан"),
    ("Нұрлан", "Нурлан"),
    ("Дәурен", "Даурен"),
    ("Қайрат", "Кайрат"),
    ("Арман", "Арман"),
    ("Бауыржан", "Бауржан"),
    ("Серік", "Серик"),
    ("Тимур", "Тимур"),
)

FATHERS = (
    ("Серік", "Серик"),
    ("Марат", "Марат"),
    ("Болат", "Болат"),
    ("Қанат", "Канат"),
    ("Ержан", "Ержан"),
    ("Талғат", "Талгат"),
)


class Name(NamedTuple):
    """A full name in both spellings."""

    male: bool
    surname_kk: str
    given_kk: str
    patronymic_kk: str
    surname_ru: str
    given_ru: str
    patronymic_ru: str


def draw(chance: random.Random) -> Name:
    """A name at random; three of four health workers are women."""
    male = chance.random() < 0.25
    return full(chance, chance.choice(MEN if male else WOMEN), male)


Pairs = tuple[tuple[str, str], ...]


def full(
    chance: random.Random, given: tuple[str, str], male: bool, surnames: Pairs = SURNAMES, fathers: Pairs = FATHERS
) -> Name:
    """A name with this given name, in Kazakh and Russian spelling."""
    given_kk, given_ru = given
    surname_kk, surname_ru = chance.choice(surnames)
    father_kk, father_ru = chance.choice(fathers)
    ending = "" if male else "а"
    return Name(
        male,
        surname_kk + ending,
        given_kk,
        f"{father_kk}{'ұлы' if male else 'қызы'}",
        surname_ru + ending,
        given_ru,
        f"{father_ru}{'ович' if male else 'овна'}",
    )
