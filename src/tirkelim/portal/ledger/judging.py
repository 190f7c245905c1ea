"""One result in words: its units or why none, every condition, what p.15 says of it, and what looks like its twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.documents.models import EvidenceFile
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Status
from tirkelim.law.messages import counted, render
from tirkelim.law.order_283_cpd.duplicates import Twin, Why, duplicates
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.saying import found_findings
from tirkelim.portal.show import FindingView, Link
from tirkelim.register.models import Activity
from tirkelim.services.cpd.ledger import entry, look_at, with_document

ALIKE: dict[Why, str | Promise] = {
    Why.FILE: gettext_lazy("The same file is attached to: %(titles)s."),
    Why.TITLE: gettext_lazy("The same name stands at: %(titles)s."),
    Why.NUMBER: gettext_lazy("The same document number stands at: %(titles)s."),
}

FEW = 3
"""How many twins are named."""


class Judged(NamedTuple):
    """A result as a confirmation on the day would count it. ``kind``: "good", "bad" or "warn".

    ``quarters`` are the kernel's; ``promise`` is what it would earn with its document, where only that is missing;
    ``twins`` name one's own results only.
    """

    quarters: Maybe[int]
    kind: str
    sentence: str
    promise: str
    reason: str
    basis: Link
    findings: list[FindingView]
    twins: list[str]


def judge(
    row: Activity,
    specialty: str,
    day: date,
    book: LawBook,
    others: Iterable[Activity] = (),
    files: Mapping[UUID, EvidenceFile] | None = None,
) -> Judged:
    """The result beside one's others."""
    quarters, findings = look_at(row, specialty, day, book)
    why, promised = reason_of(findings), with_document(row, specialty, day, book)
    kind = "warn" if quarters is UNKNOWN else "good" if quarters else "bad"
    return Judged(
        quarters=quarters,
        kind=kind,
        sentence=sentence_for(quarters),
        promise=_("With its document it would earn %(units)s.") % {"units": in_units(promised)} if promised else "",
        reason="" if kind == "good" else render(why, language()),
        basis=link_to(why.requirement.citation),
        findings=found_findings(findings),
        twins=alike(row, others, files or {}),
    )


def sentence_for(quarters: Maybe[int]) -> str:
    """The units of a result in a sentence."""
    if quarters is UNKNOWN:
        return _("It cannot be counted yet.")
    if not quarters:
        return _("It earns no credit units.")
    return _("It earns %(units)s.") % {"units": in_units(quarters)}


def in_units(quarters: int) -> str:
    """So many units in words: 31,25 сынақ бірлігі."""
    return counted(Units(quarters), "units", language())


def reason_of(findings: Iterable[Finding]) -> Finding:
    """The finding that says why: the first condition that fails, else that is not known, else the outcome."""
    *conditions, whole = findings
    for status in (Status.NOT_MET, Status.UNKNOWN):
        if whole.status is status:
            return next((one for one in conditions if one.status is status), whole)
    return whole


def alike(row: Activity, others: Iterable[Activity], files: Mapping[UUID, EvidenceFile]) -> list[str]:
    """What looks like the same result under another entry (reading C11), a sentence a sign. It forbids nothing."""
    digests = {id: str(file.blob_id) for id, file in files.items()}
    rows = {str(one.line): one for one in (row, *others)}
    return twins_in_words(duplicates(entry(one, digests) for one in rows.values()), str(row.line), rows)


def twins_in_words(twins: Iterable[Twin], own: str, rows: Mapping[str, Activity]) -> list[str]:
    """The twins of one result among all that were found; ``rows`` by their lines."""
    found = [twin for twin in twins if own in (twin.first, twin.second)]
    by_sign = {why: [rows[_other(twin, own)] for twin in found if twin.why is why] for why in Why}
    return [str(ALIKE[why]) % {"titles": named(alike_rows)} for why, alike_rows in by_sign.items() if alike_rows]


def named(rows: list[Activity]) -> str:
    """The titles of results with the numbers of their criteria; of many only the first few."""
    titles = [f"{row.title} ({row.criterion})" for row in rows[:FEW]]
    more = len(rows) - FEW
    return ", ".join([*titles, _("and %(count)d more") % {"count": more}] if more > 0 else titles)


def _other(twin: Twin, line: str) -> str:
    return twin.second if twin.first == line else twin.first
