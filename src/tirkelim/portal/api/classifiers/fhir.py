"""A classifier as a FHIR R5 CodeSystem, the concordance as a ConceptMap (docs/decisions: why R5).

The canonical addresses are those of this site (settings.PUBLIC_URL): a system that knows one can fetch the resource.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tirkelim.law.classifiers.model import Classifier, Concept, Concordance, Pair, Published, Scalar
from tirkelim.law.messages import LANGUAGES

CONTENT_TYPE = "application/fhir+json; fhirVersion=5.0"
VALUE = {"string": "valueString", "integer": "valueInteger", "boolean": "valueBoolean"}
TRANSLATION = "hl7.org/fhir/StructureDefinition/translation"
Resource = dict[str, Any]


def resource(held: Classifier | Concordance, base: str, day: date) -> Resource:
    """The FHIR resource of a classifier, as of the day; ``base`` is the site's address without a slash at its end."""
    return _concept_map(held, base, day) if isinstance(held, Concordance) else _code_system(held, base, day)


def canonical(code: str, base: str) -> str:
    """The address by which a classifier is known, and where it can be fetched."""
    return f"{base}/api/v1/classifiers/{code}/fhir"


def _metadata(kind: str, held: Published, base: str, day: date) -> Resource:
    """What both kinds of resource begin with."""
    known: Resource = {
        "resourceType": kind,
        "id": held.code,
        "language": "kk",
        "url": canonical(held.code, base),
        "version": held.version,
        "name": "".join(part.capitalize() for part in held.code.split("-")),
        "title": held.title("kk"),
        "_title": {"extension": [_translation(lang, held.title(lang)) for lang in ("ru", "en")]},
        "status": held.status(day),
        "experimental": held.edition is None,
        "publisher": "Tirkelim",
        "description": _description(held),
    }
    if held.edition is not None:
        known["date"] = held.edition.start.isoformat()
        known["effectivePeriod"] = {"start": held.edition.start.isoformat()}
        if held.edition.end is not None:
            known["effectivePeriod"]["end"] = held.edition.end.isoformat()
    return known


def _description(held: Published) -> str:
    """Its meaning in English, the edition, and whether the edition's first day is assumed."""
    if held.edition is None:
        return held.about("en")
    assumed = " The publication day is not known: the first day is assumed." if held.edition.assumed else ""
    return f"{held.about('en')} Edition: {held.edition.label}.{assumed}"


def _translation(lang: str, content: str) -> Resource:
    parts = [{"url": "lang", "valueCode": lang}, {"url": "content", "valueString": content}]
    return {"url": f"http://{TRANSLATION}", "extension": parts}


def _code_system(held: Classifier, base: str, day: date) -> Resource:
    return {
        **_metadata("CodeSystem", held, base, day),
        "caseSensitive": True,
        "content": "complete",
        "count": len(held.concepts),
        "property": [{"code": one.code, "description": one.meaning, "type": one.kind} for one in held.properties],
        "concept": [_concept(held, one) for one in held.concepts],
    }


def _concept(held: Classifier, concept: Concept) -> Resource:
    designations = [{"language": lang, "value": concept.names[lang]} for lang in LANGUAGES]
    described: Resource = {"code": concept.code, "display": concept.names["kk"], "designation": designations}
    kinds = {one.code: one.kind for one in held.properties}
    properties = [
        _property(name, kinds[name], value) for name, value in concept.properties.items() if value is not None
    ]
    return described | ({"property": properties} if properties else {})


def _property(name: str, kind: str, value: Scalar) -> Resource:
    return {"code": name, VALUE[kind]: value}


def _concept_map(held: Concordance, base: str, day: date) -> Resource:
    """Former titles to current codes; and, the other way, the new positions with the mark that nothing was before."""
    source, target = canonical(held.source, base), canonical(held.target, base)
    old = [_element(pair) for pair in held.pairs if pair.former is not None]
    new = [
        {"code": pair.current.code, "display": pair.current.names["kk"], "noMap": True}
        for pair in held.pairs
        if pair.former is None
    ]
    groups = [
        {"source": source, "target": target, "element": old},
        {"source": target, "target": source, "element": new},
    ]
    return {**_metadata("ConceptMap", held, base, day), "group": groups}


def _element(pair: Pair) -> Resource:
    former, current = pair.former, pair.current
    if former is None:
        raise ValueError(f"{current.code} is new: it had no title before")
    found = {"code": current.code, "display": current.names["kk"], "relationship": "equivalent"}
    return {"code": former.code, "display": former.names["kk"], "target": [found]}
