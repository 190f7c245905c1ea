"""Words of the documents of a decision, each from what was stored: nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tirkelim.cases.models import Case, Decision
from tirkelim.documents.payload import Bilingual, RefusalGround, UnmetRequirement
from tirkelim.documents.wording import citation_words
from tirkelim.identity.territories import office_for
from tirkelim.law.citation import cite
from tirkelim.law.messages.dates import write_date
from tirkelim.register.queries import person_facts
from tirkelim.services.common.specialty import specialty_name


def applicant_name(case: Case, decision: Decision) -> Bilingual:
    """The name in the register on the day of the decision. Raises LookupError."""
    facts = person_facts(case.subject_id, decision.decided_on, decision.change.at)
    if facts is None:
        raise LookupError("the applicant has no name in the register on the day of the decision")
    return Bilingual(facts.name("kk"), facts.name("ru"))


def department_words(case: Case, decision: Decision) -> Bilingual:
    """The department that decided."""
    office = office_for(case.territory, decision.decided_on)
    return Bilingual(office.name_kk, office.name_ru)


def specialty_words(code: str) -> Bilingual:
    """The name of a specialty."""
    return Bilingual(specialty_name(code, "kk"), specialty_name(code, "ru"))


def ground_words(decision: Decision) -> Bilingual:
    """The decision on which a document rests."""
    number = decision.case.number
    return Bilingual(
        f"{number} нөмірлі өтініш бойынша шешім, {write_date(decision.decided_on, 'kk')}",
        f"решение от {write_date(decision.decided_on, 'ru')} по заявлению {number}",
    )


def refusal_grounds(
    decision: Decision, grounds: Sequence[Mapping[str, Any]], texts: Mapping[int, Bilingual]
) -> tuple[RefusalGround, ...]:
    """Stored grounds as a refusal names them: each with its words, what it rests on, and what is not met."""
    findings = _by_requirement(decision.findings)
    return tuple(
        RefusalGround(
            ground["number"],
            texts[ground["number"]],
            Bilingual.same(ground["reference"]) if ground["reference"] else None,
            tuple(_unmet(finding) for id in ground["requirements"] for finding in findings.get(id, ())),
        )
        for ground in grounds
    )


def _by_requirement(findings: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """What was found of each requirement: where it was looked at several times (each base of a licence), all that is
    not met; else the one finding, whatever it says."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        found.setdefault(finding["requirement"], []).append(finding)
    unmet = {id: [one for one in several if one["status"] == "not_met"] for id, several in found.items()}
    return {id: unmet[id] or several[-1:] for id, several in found.items()}


def _unmet(finding: Mapping[str, Any]) -> UnmetRequirement:
    """The stored sentence says what is wrong and what to do; found and required stand beside it."""
    message = finding["message"]
    return UnmetRequirement(
        requirement=Bilingual(message["kk"], message["ru"]),
        citation=citation_words(cite(finding["citation"])),
        found=_words(finding, "found"),
        required=_words(finding, "required"),
    )


def _words(finding: Mapping[str, Any], name: str) -> Bilingual | None:
    """What was found or required, in words; None where a bare yes, no or nothing would stand beside the sentence."""
    words = finding["words"][name]
    if isinstance(finding[name], bool) or not (words["kk"] and words["ru"]):
        return None
    return Bilingual(words["kk"], words["ru"])
