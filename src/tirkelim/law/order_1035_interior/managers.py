"""Managers, block A: what is managed, whether as head or deputy, and in what kind of institution.

The register writes whole sentences ("head of the secretariat with the rank of a department of a state institution of
republican significance"); people write "бөлім басшысы". So the words of the role and of the institution decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from tirkelim.law.order_1035_interior.register import Entry, entries
from tirkelim.law.wording import fold, without_brackets, words

REPUBLICAN, OBLAST, DISTRICT, BRANCH = "republican", "oblast", "district", "republican_branch"

_CHIEFS = {
    "гидротехни": "hydrotechnician",
    "дирижер": "conductor",
    "инженер": "engineer",
    "инспектор": "inspector",
    "механи": "mechanic",
    "өндіруші": "works_superintendent",
    "экономис": "economist",
    "энергети": "power_engineer",
    "гидролог": "hydrologist",
    "құтқарушы": "rescuer",
}
_HEADS = ("басшы", "басты", "меңгеруші", "директор", "орынбасар", "руководител", "начальник", "заведующ")
_INSTITUTIONS = (
    *("мм", "мекеме", "ұйым", "аурухана", "госпитал", "емхана", "филиал", "орталығ", "жасағ", "жасақ"),
    *("республика", "облыс", "аудан", "қазселденқорғау", "апаттар", "қызмет", "учрежд", "больниц", "организац"),
)
_REPUBLICAN_NAMES = ("қазселденқорғау", "апаттар", "сұңқар", "кинологиялық", "академия")
_OBLAST_NAMES = ("пд", "қажк", "қаж")


@dataclass(frozen=True, slots=True)
class Role:
    """A manager's role as read from a wording. ``units`` are alternatives where the wording leaves the rank open."""

    units: tuple[str, ...]
    deputy: bool
    institution: str | None
    health: bool


def manager_rows(role: Role) -> tuple[Entry, ...]:
    """The rows of block A for the role, in any institution."""
    return tuple(e for e in entries() if e.block == "A" and e.unit in role.units and e.deputy == role.deputy)


def read_role(wording: str) -> Role | None:
    """The manager's role that the wording names, or None when it names no manager."""
    said = _Said(wording)
    deputy = said.has("орынбасар")
    units = _units(said, deputy)
    if not units:
        return None
    institution = _institution(said) or _institution(_Said(wording, brackets=True))
    return Role(units, deputy, institution, said.whole("денсаулықсақтаусаласында"))


class _Said:
    """The words of a wording, folded; those in brackets only count when ``brackets`` says so."""

    def __init__(self, wording: str, *, brackets: bool = False) -> None:
        self._words = words(wording if brackets else without_brackets(wording))
        self._folded = fold(wording)

    def has(self, *stems: str) -> bool:
        """Whether a word outside brackets begins with one of the stems."""
        begin = tuple(map(fold, stems))
        return any(word.startswith(begin) for word in self._words)

    def is_word(self, *whole: str) -> bool:
        """Whether one of the words stands there just so."""
        return any(fold(word) in self._words for word in whole)

    def only(self, *stems: str) -> bool:
        """Whether every word outside brackets begins with one of the stems."""
        begin = tuple(map(fold, stems))
        return all(word.startswith(begin) for word in self._words)

    def whole(self, text: str) -> bool:
        """Whether the text stands anywhere, brackets included."""
        return fold(text) in self._folded

    def department(self) -> bool:
        """Whether a department (бөлім) is named, which is not a section (бөлімше) nor a rank in brackets."""
        forms = ("бөлім", "бөлімі", "бөлімінің", "бөлімнің", "отдел", "отдела")
        return self.is_word(*forms)


def _units(said: _Said, deputy: bool) -> tuple[str, ...]:
    """What is managed; the more particular words are asked first."""
    if said.is_word("бас") and said.has("бухгалтер"):
        return ("chief_accountant",)
    chief = _chief(said)
    if chief:
        return (chief,)
    if not (said.has(*_HEADS) or _chief_physician(said)):
        return ()
    if said.has("қаржы") and said.has("қызмет"):
        return ("finance_service",)
    return _inner_unit(said) or _deputy_of_field(said, deputy) or _whole_institution(said)


def _whole_institution(said: _Said) -> tuple[str, ...]:
    """The institution itself: a bare "head", or one whose institution is named; never the head of an unknown unit."""
    if said.has("меңгеруші", "заведующ"):
        return ()
    named = said.has(*_INSTITUTIONS) or said.only(*_HEADS, "бас", "дәрігер")
    return ("institution",) if named else ()


def _chief_physician(said: _Said) -> bool:
    return said.is_word("бас") and said.has("дәрігер")


def _chief(said: _Said) -> str | None:
    if not said.is_word("бас"):
        return None
    return next((f"chief_{name}" for stem, name in _CHIEFS.items() if said.has(stem)), None)


def _inner_unit(said: _Said) -> tuple[str, ...]:
    in_department = said.has("құрам") and said.has("бөлім")
    if said.has("медициналық") and said.has("бөлім", "бөліг", "бөлік"):
        return _by_rank(said, "medical_part")
    if said.has("хатшылы"):
        return _by_rank(said, "secretariat")
    if said.has("дәріхана"):
        return ("pharmacy",)
    if in_department and said.has("зертхана", "бөлімше"):
        return ("laboratory_in_department",)
    if said.has("зертхана"):
        return ("laboratory",)
    if said.has("бөлімше"):
        return ("section",)
    return ("department",) if said.department() else ()


def _by_rank(said: _Said, unit: str) -> tuple[str, ...]:
    if said.whole("бөлімше құқығы"):
        return (f"{unit}_section",)
    if said.whole("бөлім құқығы"):
        return (f"{unit}_department",)
    return (f"{unit}_department", f"{unit}_section")


def _deputy_of_field(said: _Said, deputy: bool) -> tuple[str, ...]:
    if deputy and said.has("әкімшілік") and said.has("шаруашылық"):
        return ("administrative_deputy",)
    if deputy and said.has("медбике", "мейіргер", "медициналық бике"):
        return ("nursing_deputy",)
    return ()


def _institution(said: _Said) -> str | None:
    """The kind of institution that the wording tells. The rescue squad, though "republican", is of oblast rank."""
    if said.has("филиал"):
        return BRANCH
    if said.has("аудан"):
        return DISTRICT
    if said.has("облыс") or (said.has("жасағы", "жасақ") and said.has("құтқару")):
        return OBLAST
    if said.is_word(*_OBLAST_NAMES) or (said.has("полиция") and said.has("департамент")):
        return OBLAST
    if said.has("республикалық") or said.has(*_REPUBLICAN_NAMES):
        return REPUBLICAN
    if said.is_word("орталық") and said.has("госпитал"):
        return REPUBLICAN
    return None
