"""Whether the information form asks for the employer's permit (274/2020 annex 6, appendix line 2; row 8(7))."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import current_book
from tirkelim.law.order_274_certificates.documents import Document, DocumentCase, document_due
from tirkelim.law.order_274_certificates.route import Applicant, Route


def why_no_permit(citizenship: str, permanent_resident: bool, day: date) -> str:
    """Why none is asked on the day, as a message key of the law; "" where one is asked.

    The states of the Eurasian Economic Union are dated data. Line 2 of the form is the same for both lists of row 8.
    """
    case = DocumentCase(
        applicant=Applicant.FOREIGN,
        applied_on=day,
        route=Route.INITIAL,
        citizenship=citizenship,
        permanent_resident=permanent_resident,
    )
    due = document_due(Document.FOREIGN_LABOUR_PERMIT, case, current_book())
    return f"certificate.foreign_labour_permit.{due.reason}" if due.owed is False else ""
