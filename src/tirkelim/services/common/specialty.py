"""Is this the claimed specialty? State systems and documents name specialties in words, the form by code."""

from __future__ import annotations

from tirkelim.law.order_274_certificates.specialties import folded, specialties


def is_same_specialty(name: str | None, code: str) -> bool:
    """Whether the words, in any of the three languages, or the code itself, name the specialty of ``code``."""
    listed = specialties().get(code)
    if name is None or listed is None:
        return False
    return name == code or folded(name) in {folded(spelling) for spelling in listed.names.values()}


def specialty_name(code: str, lang: str) -> str:
    """What a specialty is called in the language; the code itself where the list does not know it (any more)."""
    listed = specialties().get(code)
    return code if listed is None else listed.names[lang]
