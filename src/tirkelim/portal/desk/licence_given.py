"""What granting an application for a licence would enter: shown to the officer before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.law.order_59_licence.documents import DUPLICATE, ISSUE
from tirkelim.law.standards.services import Action
from tirkelim.portal.desk.words import language
from tirkelim.portal.licences.words import REASON_WORDS
from tirkelim.portal.show import Row
from tirkelim.register.licence_models import Licence, LicenceAnnex
from tirkelim.services.licence.answers import BaseAnswers, LicenceAnswers, read_answers
from tirkelim.services.licence.names import subtype_line


def entered(case: Case) -> list[Row]:
    """Line by line: the licence and annex it is about, what it is given anew for, and the subtypes at every base that
    gets an annex."""
    answers = read_answers(case.draft.data)
    return [*_held(answers), *_anew(case, answers), *_annexes(case, answers)]


def _held(answers: LicenceAnswers) -> Iterator[Row]:
    """The licence that stands already, with the annex that is named."""
    held = answers.held
    if held is None:
        return
    licence = Licence.objects.filter(pk=held.licence).first()
    if licence is not None:
        yield Row(_("Licence"), licence.number)
    annex = None if held.annex is None else LicenceAnnex.objects.filter(pk=held.annex).first()
    if annex is not None:
        yield Row(_("Annex"), annex.number)


def _anew(case: Case, answers: LicenceAnswers) -> Iterator[Row]:
    if answers.change is not None:
        yield Row(_("What changed"), REASON_WORDS[answers.change.reason][0])
        if answers.change.address and not answers.base_moves:
            yield Row(_("New address"), answers.change.address)
    elif Action(case.action) in DUPLICATE:
        yield Row(_("What is given"), _("A duplicate: it says what the original says"))


def _annexes(case: Case, answers: LicenceAnswers) -> Iterator[Row]:
    """One line for each new annex."""
    if Action(case.action) in ISSUE or answers.base_moves:
        for base in answers.claimed_bases():
            yield Row(_("A new annex: %(address)s") % {"address": base.address}, _subtypes(base))


def _subtypes(base: BaseAnswers) -> str:
    return "; ".join(subtype_line(one.code, one.specialty or "", language()) for one in base.subtypes)
