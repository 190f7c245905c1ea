"""Opening files: evidence of a case and the document of its decision. The right is checked at every read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Filing
from tirkelim.cases.queries import standing_filings
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.policy import may
from tirkelim.journal.kept import kept
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.facts import File
from tirkelim.portal.desk.results import document_of_case
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.saying import document_name
from tirkelim.portal.serving import looked_at, serve_document, serve_file


def filed(
    request: HttpRequest, case: Case, moment: datetime, filings: Iterable[Filing] | None = None
) -> dict[str, list[File]]:
    """The documents filed in a case by kind; with addresses only for who may open them.

    ``filings`` where they have been read already.
    """
    opens = may(account_of(request), "evidence.read", case, on=localdate(moment))
    names = {file.id: file for file in _files_of(case.stream)}
    found: dict[str, list[File]] = {}
    for filing in standing_filings(case) if filings is None else filings:
        file = names.get(filing.evidence)
        if file is not None:
            found.setdefault(filing.document, []).append(_file(case, filing, file, opens))
    return found


@kept
def _files_of(stream: str) -> QuerySet[EvidenceFile]:
    return EvidenceFile.objects.filter(owner_stream=stream)


def _file(case: Case, filing: Filing, file: EvidenceFile, opens: bool) -> File:
    return File(
        title=document_name(filing.document),
        name=file.original_name,
        href=reverse("desk_file", args=[case.id, file.id]) if opens else "",
        language=filing.language,
        at=file.at,
    )


@room("GET")
def file_page(request: HttpRequest, case: UUID, file: UUID) -> HttpResponse:
    """A file of evidence of the case, in the browser's own window."""
    moment = now()
    found = desk_case(request, case, moment, "evidence.read", "evidence.read")
    on = localdate(moment)
    return serve_file(file, found.stream, lambda: may(account_of(request), "evidence.read", found, on=on), looked_at)


@room("GET")
def document_page(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """A document of a decision of the case, of an earlier one too: its result, or the refusal of a claim beside it."""
    moment = now()
    found = desk_case(request, case, moment, "document.read", "document.read")
    result = document_of_case(found, document)
    on = localdate(moment)
    return serve_document(result, lambda: may(account_of(request), "document.read", found, on=on), looked_at)
