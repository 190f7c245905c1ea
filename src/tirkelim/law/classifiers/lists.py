"""The classifiers by code. One more list is one more function here and its title in messages/classifiers.toml."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable

from tirkelim.law.book import LawBook
from tirkelim.law.classifiers.concordance import former_concept, position_concordance
from tirkelim.law.classifiers.model import Classifier, Concept, Concordance, Property, Scalar
from tirkelim.law.order_59_licence.subtypes import subtypes
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_503_conformity.professions import Profession, activities, professions
from tirkelim.law.order_1035_interior.register import entries

LANGUAGES = ("kk", "ru", "en")
INFERRED = Property("inferred", "string", "fields that the held text has lost and that were restored or inferred")
NOTE = Property("note", "string", "what was repaired or inferred, and why")


def _checked(classifier: Classifier) -> Classifier:
    """The classifier, if it can be exchanged. Raises ValueError for a code given twice or a missing name."""
    repeated = [code for code, times in Counter(one.code for one in classifier.concepts).items() if times > 1]
    if repeated:
        raise ValueError(f"{classifier.code}: the code {repeated[0]} stands twice")
    known = {one.code for one in classifier.properties}
    for one in classifier.concepts:
        if not one.code or not all(one.names.get(lang) for lang in LANGUAGES) or not set(one.properties) <= known:
            raise ValueError(f"{classifier.code}: {one.code} lacks a name or has an unknown property")
    return classifier


def _positions(book: LawBook) -> Classifier:
    properties = (
        Property("row", "integer", "row of the concordance"),
        Property("group", "integer", "group of the index, 1 to 9"),
        Property("education", "string", "kinds of education that the group's heading names"),
        Property("paragraph", "integer", "number of the paragraph of its characteristics inside the group"),
        Property("page", "integer", "page of its characteristics"),
        Property("asterisk", "boolean", "whether the title carries an asterisk, which is part of it"),
        Property("short_kk", "string", "a short Kazakh name, not the order's wording"),
        Property("former_title", "string", "the title before, where there was one"),
        INFERRED,
        NOTE,
    )
    concepts = tuple(
        Concept(
            one.code,
            {"kk": one.title, "ru": one.names["ru"], "en": one.names["en"]},
            {
                "row": one.row, "group": one.group.number, "education": " ".join(one.group.education) or None,
                "paragraph": one.paragraph, "page": one.page, "asterisk": one.asterisk, "short_kk": one.names["kk"],
                "former_title": one.former_title, "inferred": " ".join(one.inferred) or None, "note": one.note or None,
            },
        )
        for one in positions()
    )  # fmt: skip
    return Classifier("positions", "305/2020 ann.1", book.latest("305/2020"), properties, concepts)


def _former_positions(book: LawBook) -> Classifier:
    properties = (Property("current", "string", "code of the position that it is now"),)
    found = (former_concept(one) for one in positions())
    concepts = tuple(concept for concept in found if concept is not None)
    return Classifier("former-positions", "305/2020 ann.2", book.latest("305/2020"), properties, concepts)


def _interior_positions(book: LawBook) -> Classifier:
    properties = (
        Property("block", "string", "A managers, B main staff, C administrative, D auxiliary staff"),
        Property("link", "string", "link (tier) of the block"),
        Property("step", "string", "step of the link; none in C and D, or lost in the held text"),
        Property("probable_step", "string", "the step that a row probably had whose cell is lost"),
        Property("sphere", "string", "health or other, where the register tells"),
        Property("band", "string", "high or middle qualification, where the register tells"),
        Property("category", "string", "qualification category of the step"),
        Property("institution", "string", "significance of the institution, for managers"),
        Property("institutions", "string", "institutions that the row names, in Kazakh"),
        INFERRED,
        NOTE,
    )
    concepts = tuple(
        Concept(
            one.id,
            one.names,
            {
                "block": one.block, "link": one.link, "step": one.step, "probable_step": one.probable_step,
                "sphere": one.sphere, "band": one.band, "category": one.category, "institution": one.institution,
                "institutions": " | ".join(one.institutions) or None, "inferred": " ".join(one.inferred) or None,
                "note": one.note or None,
            },
        )
        for one in entries()
    )  # fmt: skip
    return Classifier("interior-positions", "1035/2015 p.1", book.latest("1035/2015"), properties, concepts)


def _specialties(book: LawBook) -> Classifier:
    properties = (
        Property("kind", "string", "specialty, specialisation, or diploma specialty"),
        Property("education", "string", "the education by which it is gained"),
        Property("clinical", "boolean", "whether it is clinical"),
        Property("lowest_level", "string", "lowest qualification level"),
        Property("highest_level", "string", "highest qualification level"),
        Property("programme_code", "string", "code of the educational programme"),
        Property("certainty", "string", "how sure the entry is: high, medium, low"),
        NOTE,
    )
    concepts = tuple(
        Concept(
            one.code,
            one.names,
            {
                "kind": one.kind, "education": one.education, "clinical": one.clinical,
                "lowest_level": one.lowest_level or None, "highest_level": one.highest_level or None,
                "programme_code": one.programme_code or None, "certainty": one.certainty, "note": one.note or None,
            },
        )
        for one in specialties().values()
    )  # fmt: skip
    return Classifier("specialties", "274/2020 ann.1", None, properties, concepts)


def _professions(book: LawBook) -> Classifier:
    properties = (
        Property("activity", "string", "code of the kind of activity"),
        Property("activity_kk", "string", "the kind of activity in Kazakh"),
        Property("kind", "string", "profession, post recommended under it, or variant of a name"),
        Property("level_from", "integer", "lowest level of the qualification framework"),
        Property("level_to", "integer", "highest level of the qualification framework"),
        Property("mark", "string", "how the name was read: listed, repaired, derived"),
        NOTE,
    )
    numbered: Counter[str] = Counter()
    concepts = tuple(_profession(one, numbered) for one in professions())
    return Classifier("professions", "503/2016 order ann.2", book.latest("503/2016"), properties, concepts)


def _profession(one: Profession, numbered: Counter[str]) -> Concept:
    """A name of the list; variants of one name are numbered in the list's order."""
    code = "-".join(str(part) for part in (one.activity, one.profession, one.post) if part is not None)
    if one.kind == "variant":
        numbered[code] += 1
        code = f"{code}-v{numbered[code]}"
    about: dict[str, Scalar] = {
        "activity": one.activity, "activity_kk": activities()[one.activity].kk, "kind": one.kind,
        "level_from": one.level_from, "level_to": one.level_to, "mark": one.mark, "note": one.note or None,
    }  # fmt: skip
    return Concept(code, {"kk": one.kk, "ru": one.ru, "en": one.en}, about)


def _licence_subtypes(book: LawBook) -> Classifier:
    properties = (
        Property("group", "string", "code of the group it belongs to"),
        Property("level", "string", "group or subtype"),
        Property("certainty", "string", "how sure the wording is: high, medium, low"),
    )
    concepts = tuple(
        Concept(one.code, {"kk": one.kk, "ru": one.ru, "en": one.en},
                {"group": one.group, "level": one.level, "certainty": one.certainty})
        for one in subtypes().values()
    )  # fmt: skip
    return Classifier("licence-subtypes", "59/2020 ann.1", None, properties, concepts)


_LISTS: dict[str, Callable[[LawBook], Classifier | Concordance]] = {
    "positions": _positions,
    "former-positions": _former_positions,
    "position-concordance": position_concordance,
    "interior-positions": _interior_positions,
    "specialties": _specialties,
    "professions": _professions,
    "licence-subtypes": _licence_subtypes,
}
CODES = tuple(_LISTS)
"""The codes of all classifiers, in the order in which they are listed."""


@functools.lru_cache(maxsize=32)
def classifier(code: str, book: LawBook) -> Classifier | Concordance:
    """The classifier of a code. Raises KeyError for an unknown one, ValueError when its data contradict themselves."""
    found = _LISTS[code](book)
    return _checked(found) if isinstance(found, Classifier) else found
