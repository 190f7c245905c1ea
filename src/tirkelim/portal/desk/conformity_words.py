"""Words of the desk about certificates of conformity: actions, professions, findings (503/2016)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.book import current_book
from tirkelim.law.edition import Edition
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import order_in_words
from tirkelim.portal.wording import day_in_words
from tirkelim.services.conformity.answers import ChangeKind, LossKind
from tirkelim.services.conformity.editions import is_practice
from tirkelim.services.conformity.officer import ConformityFinding

Text = str | Promise

ACTIONS: dict[str, Text] = {
    Action.ISSUE: _("Issue"),
    Action.EXTEND: _("Extension"),
    Action.REISSUE: _("Re-issue"),
    Action.DUPLICATE: _("Duplicate"),
}
CHANGES: dict[str, Text] = {ChangeKind.NAME: _("The name"), ChangeKind.DOCUMENT: _("The identity document")}
LOSSES: dict[str, Text] = {LossKind.LOST: _("Lost"), LossKind.DAMAGED: _("Damaged")}

_EXPIRED = _("The application is then not accepted. Name the document and its last day.")
_UNTRANSLATED = _("The document then counts as missing. Name the document.")
FINDINGS: dict[str, tuple[Text, Text]] = {
    ConformityFinding.CHECKED_TRUE: (
        _("Checked: documents and data are true"),
        _("Needed before issue. Name what you checked and how."),
    ),
    ConformityFinding.UNTRUE: (
        _("Documents or data are untrue"),
        _("Refusal ground 3. Name the answer or the check that proves it."),
    ),
    ConformityFinding.EXPIRED_IDENTITY: (_("The identity document has expired"), _EXPIRED),
    ConformityFinding.EXPIRED_EDUCATION: (_("The education document has expired"), _EXPIRED),
    ConformityFinding.EXPIRED_WORK: (_("The proof of work has expired"), _EXPIRED),
    ConformityFinding.EXPIRED_CONTRACT: (_("The labour contract has expired"), _EXPIRED),
    ConformityFinding.UNTRANSLATED_EDUCATION: (
        _("The education document has no notarised translation"), _UNTRANSLATED,
    ),
    ConformityFinding.UNTRANSLATED_WORK: (_("The proof of work has no notarised translation"), _UNTRANSLATED),
    ConformityFinding.NOT_RECOGNISED: (
        _("The education document is neither recognised nor nostrified"),
        _("It then counts as missing. Name the answer of the recognising body."),
    ),
    ConformityFinding.NO_TREATY: (
        _("No treaty exempts the education document"),
        _("A notarised translation of a recognised document is then needed. Name what you checked."),
    ),
}  # fmt: skip
"""What an officer can establish: in plain words, and what it leads to."""


def action_in_words(action: str) -> str:
    """What is asked for."""
    return str(ACTIONS.get(action, "–"))


def profession_name(name: str, lang: str) -> str:
    """A profession in a language by its Kazakh name, beginning with a capital; other texts stay as they are."""
    entry = next(iter(find(name)), None) if name else None
    words = name if entry is None else str(getattr(entry, lang))
    return words[:1].upper() + words[1:]


def claim_name(claim: str, lang: str) -> str:
    """What an application is about: the profession asked for, or the certificate held, which is no profession."""
    if not claim or find(claim):
        return profession_name(claim, lang)
    return gettext("certificate %(number)s") % {"number": claim}


def about_practice(edition: Edition) -> str:
    """What has to be said about an application decided by the practice edition; "" where a law decides."""
    if not is_practice(edition):
        return ""
    law = current_book().latest(ACT)
    said = {
        "act": ACT,
        "by": order_in_words(law.later_amendment or ""),
        "day": day_in_words(law.end, language()) if law.end else "",
    }
    return (
        gettext(
            "Order %(act)s is repealed by order %(by)s; its last day in force was %(day)s. A real application today "
            "would be answered with that. In the demo the last wording is applied, so that everything can be tried."
        )
        % said
    )
