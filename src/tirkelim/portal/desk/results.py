"""The documents that a decision gave out."""

from __future__ import annotations

from uuid import UUID

from tirkelim.cases.models import Case, Decision
from tirkelim.documents.models import Document


def results_of(decision: Decision) -> list[Document]:
    """The documents of a decision, its result first."""
    rows = Document.objects.filter(decision=decision.id).exclude(kind=Document.Kind.DUPLICATE)
    return sorted(rows.only("id", "number", "kind"), key=lambda row: (row.kind == Document.Kind.REFUSAL, row.number))


def document_of_case(case: Case, document: UUID) -> Document | None:
    """A document that any decision of the case gave out, an earlier one too; None for everything else."""
    decisions = list(case.decisions.values_list("id", flat=True))
    return Document.objects.filter(decision__in=decisions, pk=document).first()
