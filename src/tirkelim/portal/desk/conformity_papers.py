"""Whether an application for a certificate of conformity is whole: document by document, and what is wrong with one
that is there (503/2016 ann.2 row 8; reading K5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Filing
from tirkelim.law.finding import NeedStatus
from tirkelim.portal.choices import language_name
from tirkelim.portal.saying import all_documents
from tirkelim.portal.show import DocumentView, Link
from tirkelim.services.conformity.officer import NOT_AS_ASKED, last
from tirkelim.services.conformity.papers import is_translated


def package(weighed: Weighed, links: Mapping[str, Sequence[Link]]) -> list[DocumentView]:
    """The documents of the standard, what is missing or has expired first, each with what is wrong with it."""
    sheet = weighed.gathered.read
    filings = {filing.document: filing for filing in sheet.filings}
    needs = sorted(weighed.proposal.documents, key=lambda need: need.status is not NeedStatus.MISSING)
    shown = []
    for need in needs:
        (view,) = all_documents([need], links)
        filing = filings.get(need.document)
        if filing is not None and need.status is NeedStatus.MISSING:
            view = view._replace(why=why_not(filing, weighed))
        elif filing is not None:
            view = view._replace(why=_language(filing))
        shown.append(view)
    return shown


def why_not(filing: Filing, weighed: Weighed) -> str:
    """Why a document that was filed does not count."""
    if filing.document in weighed.gathered.facts.expired:
        return _("It is attached, but has expired.")
    if not is_translated(filing.document, filing.language, filing.translated_into):
        said = {"language": language_name(filing.language)}
        return (
            _(
                "It is attached in this language: %(language)s. "
                "A notarised translation into Kazakh or Russian is missing."
            )
            % said
        )
    found = [kind for kind, document in NOT_AS_ASKED.items() if document == filing.document]
    finding = last(weighed.gathered.read.findings, *found)
    if finding is not None:
        return _("It is attached, but does not count by the finding: %(reference)s.") % {"reference": finding.reference}
    return _("It is attached, but the education document is neither recognised nor nostrified.")


def _language(filing: Filing) -> str:
    """The language of a document that counts."""
    if not filing.translated_into:
        return language_name(filing.language).capitalize()
    said = {"language": language_name(filing.language), "into": language_name(filing.translated_into)}
    words = _("%(language)s, with a notarised translation: %(into)s") % said
    return words[:1].upper() + words[1:]
