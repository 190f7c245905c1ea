"""Which documents of row 8 an applicant files, and which are there by themselves (59/2020 ann.1 row 8).

The application and the information form are the form that is sent. The paper original goes back when the new one is
received, not with the application.
"""

from __future__ import annotations

from tirkelim.law.order_59_licence.documents import ACTIONS_OF, OF_INDIVIDUALS, Document
from tirkelim.law.standards.services import Action

THE_FORM = frozenset({Document.APPLICATION, Document.INFORMATION_FORM})
"""Documents that the form itself is."""
AT_RECEIPT = frozenset({Document.PAPER_ORIGINAL})
"""Documents that are handed in when the result is received."""


def to_file(action: Action, *, legal_entity: bool) -> tuple[Document, ...]:
    """The kinds of documents that the applicant can file for an action, in the order of the standard."""
    not_filed = THE_FORM | AT_RECEIPT | (OF_INDIVIDUALS if legal_entity else frozenset())
    return tuple(kind for kind in Document if action in ACTIONS_OF[kind] and kind not in not_filed)
