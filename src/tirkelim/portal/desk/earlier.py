"""Decisions of a case that stand no longer: an upheld complaint had the case decided again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case, Decision
from tirkelim.journal.kept import kept
from tirkelim.portal.desk.history import who_decided
from tirkelim.portal.desk.results import results_of
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.show import Link

Text = str | Promise

OUTCOMES: dict[str, tuple[Text, str]] = {
    "granted": (_("Granted"), "green"),
    "refused": (_("Refused"), "red"),
    "declined": (_("Not accepted"), "red"),
}


class Earlier(NamedTuple):
    """An earlier decision: its outcome with the colour of its tag, who made it and when, its grounds, the documents it
    gave, and the number and reason of the complaint that was upheld against it ("" where none was)."""

    seq: int
    outcome: Text
    colour: str
    decided_on: date
    officer: str
    grounds: list[str]
    documents: list[Link]
    complaint: str
    reason: str


def earlier_decisions(case: Case, standing: Decision | None, document_page: str) -> list[Earlier]:
    """The decisions before the one that stands, the first one first; all of them while the case is open again.

    ``document_page`` names the reader's address of a document of the case.
    """
    if standing is not None and standing.seq == 1:
        return []
    return [_earlier(one, document_page) for one in _decisions(case.id) if standing is None or one.seq < standing.seq]


@kept
def _decisions(case: UUID) -> QuerySet[Decision]:
    return Decision.objects.filter(case=case).select_related("case").order_by("seq")


def _earlier(one: Decision, document_page: str) -> Earlier:
    text, colour = OUTCOMES.get(one.outcome, (one.outcome, "grey"))
    upheld = one.complaints.filter(answer__outcome="upheld").select_related("answer").first()
    grounds = [f"{ground['number']}. {_words(ground)}" for ground in one.verdicts["grounds"]]
    return Earlier(
        one.seq,
        text,
        colour,
        one.decided_on,
        who_decided(one.officer),
        grounds,
        [Link(row.number, reverse(document_page, args=[one.case_id, row.id])) for row in results_of(one)],
        upheld.number if upheld else "",
        upheld.answer.reason if upheld else "",
    )


def _words(ground: dict[str, dict[str, str]]) -> str:
    return ground_in_words(ground["number"], ground["citation"]["act"])  # type: ignore[arg-type]
