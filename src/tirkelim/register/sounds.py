"""How a name sounds, whatever alphabet and spelling it is written in.

Қуанышева, Куанышева, Quanysheva and Kuanyshewa become one word, so that a name is found as it was heard. The result is
no transliteration: letters that are taken for each other share one sign, one Latin letter a sound.
"""

from __future__ import annotations

import re
import unicodedata

OF_ALPHABETS = str.maketrans(
    {
        # Kazakh letters beside those that are written for them, and Russian ones.
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
        "и": "i", "й": "i", "і": "i", "ы": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o",
        "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h",
        "ц": "w", "ч": "c", "ш": "x", "щ": "x", "ъ": "", "ь": "", "э": "e", "ю": "y", "я": "q",
    }
)  # fmt: skip
LATIN_LETTERS = str.maketrans(
    {"ş": "sh", "š": "sh", "ș": "sh", "ž": "zh", "ç": "ch", "č": "ch", "ý": "u", "ı": "i", "ß": "s", "æ": "a"}
)
"""Letters of Latin alphabets whose mark makes another sound; ý is the у of the Kazakh alphabet of 2018."""
LOOK_ALIKES = str.maketrans("aceopxykmtb", "асеорхукмтв")
"""Latin letters that are typed within Cyrillic words because they look the same."""
LATIN_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"yo", "ё"),
        (r"shch|sch|sh", "ш"),
        (r"zh", "ж"),
        (r"tch|ch", "ч"),
        (r"kh", "х"),
        (r"gh", "г"),
        (r"ph", "ф"),
        (r"th", "т"),
        (r"t[sz]|c(?=[aeiouy]|$)", "ц"),
        (r"c|q", "к"),
        (r"(?<=[aeiouy])x(?=[aeiouy])", "кс"),
        (r"x", "х"),
        (r"(?<=[aeiouy])j(?![aeiouy])", "й"),
        (r"j", "ж"),
        (r"(?<=[aeiouy])w(?![aeiouy])", "у"),
        (r"w", "в"),
        (r"y", "й"),
    )
)
"""What Latin spellings stand for, in the order in which they are tried: of passports, of Russian names, of the new
alphabet. j is ж before a vowel and й after one; w is у within Сәуле and в elsewhere."""
MERGED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(heard), same)
    for heard, same in (
        (r"(.)\1+", r"\1"),
        (r"dj", "j"),
        (r"ng", "n"),
        (r"ie", "e"),
        (r"i?ia|iq", "q"),
        (r"i?iu|iy", "y"),
        (r"(.)\1+", r"\1"),
    )
)
"""Sounds that no spelling keeps apart: дж and ж, ң and нг, ие, ье and е, ия and я, doubled letters."""
WITHOUT_MARKS = re.compile(r"[а-яёәғқңөұүһі]+|[a-z]+")
"""Words of which no letter has a mark that must be taken away: nearly all."""
MARKS_IN_WORDS = re.compile(r"['’ʼʹ`´]")
WORDS = re.compile(r"\w+")


def sound(word: str, *, merged: bool = True) -> str:
    """How one word sounds, in small Latin letters and digits; "" for a word without letters of these alphabets.

    Not `merged`: letter by letter, as a word with a slip has to be read: Куаныева without its ш has no ие to merge.
    """
    plain = unicodedata.normalize("NFC", word).casefold()
    plain = plain if WITHOUT_MARKS.fullmatch(plain) else _unmarked(plain.translate(LATIN_LETTERS))
    plain = _replaced(plain, LATIN_SPELLINGS) if plain.isascii() else plain.translate(LOOK_ALIKES)
    heard = plain.translate(OF_ALPHABETS)
    heard = _replaced(heard, MERGED) if merged else heard
    if heard.isascii() and heard.isalnum():
        return heard
    return "".join(letter for letter in heard if letter.isascii() and letter.isalnum())


def sounds(text: str) -> list[str]:
    """How the words of a text sound, in their order."""
    return [heard for word in _words(text) if (heard := sound(word))]


def heard_words(text: str) -> list[str]:
    """The words of a text as they are heard: an apostrophe parts none."""
    return [word for word in _words(text) if sound(word)]


def _words(text: str) -> list[str]:
    return WORDS.findall(MARKS_IN_WORDS.sub("", unicodedata.normalize("NFC", text)))


def _unmarked(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")


def _replaced(text: str, pairs: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, instead in pairs:
        text = pattern.sub(instead, text)
    return text
