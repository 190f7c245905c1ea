"""The parts of an application and their screens, by what is asked for (services/licence/answers.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.draft import Page, Step, Typed, status_of, typed_of
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.licences import forms
from tirkelim.portal.licences.bases import status_of_bases
from tirkelim.portal.licences.gaps import is_wrong
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import PAGES as KNOWN
from tirkelim.services.licence.answers import ReissueReason, pages_of

REQUEST, HELD, BASES, INFORMATION, DECLARATION = "request", "held", "bases", "information", "declaration"
NOT_A_PART = frozenset({REQUEST, HELD, DECLARATION})
"""Said when the application is begun, and when it is sent."""
WITH_ADDRESS = frozenset({ReissueReason.ADDRESS.value, ReissueReason.BASE_RENAMED.value})


def plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Clean answers of a page whose boxes are its answers; what was left empty is not said."""
    said = {name: forms.plain_day(value) for name, value in found.items()}
    return {name: value for name, value in said.items() if value not in (None, "")}


def _address_changed(typed: Typed) -> bool:
    return typed.get("reason") in WITH_ADDRESS


PAGES: dict[str, Page] = {
    page.key: page
    for page in (
        Page(
            "change",
            _("What changed"),
            (
                Step("reason", forms.ReasonForm),
                Step("change", forms.ChangeForm, _("The change")),
                Step("address", forms.NewAddressForm, _("The new address"), _address_changed),
            ),
            plain,
        ),
        Page("loss", _("Loss or damage"), (Step("loss", forms.LossForm, _("Loss or damage")),), plain),
        Page("holder", _("The applicant"), (Step("holder", forms.HolderForm, _("The applicant")),), plain),
        Page(
            "education",
            _("Your education"),
            (
                Step("graduation", forms.GraduationForm, _("Your education")),
                Step("retraining", forms.RetrainingForm),
            ),
            plain,
        ),
    )
}
"""The parts of ordinary screens; bases and the information form are lists of their own."""
NAMES: dict[str, Any] = {
    **{key: page.title for key, page in PAGES.items()},
    BASES: _("Production bases and what is done there"),
    INFORMATION: _("Qualification requirements, line by line"),
}


def action_of(case: Case) -> Action:
    """What the application asks for: said when it is begun."""
    entry = case.draft.data.get(REQUEST) or {}
    said = (entry.get("clean") or entry.get("typed") or {}).get("action", "")
    return Action(said) if said in [action.value for action in Action] else Action.ISSUE


def held_in(case: Case) -> dict[str, str]:
    """The licence and annex that the application is about, as ids; empty for a first licence."""
    return dict((case.draft.data.get(HELD) or {}).get("clean") or {})


def base_moves(case: Case) -> bool:
    """Whether a re-issue moves a base, as far as that was typed."""
    entry = entry_at(case, "change")
    return typed_of(PAGES["change"], entry).get("reason") == ReissueReason.BASE_MOVED.value


def parts_of(case: Case) -> list[str]:
    """The parts to be answered before the application is checked and sent, in their order."""
    legal = case.organisation is not None
    wanted = pages_of(action_of(case), legal_entity=legal, base_moves=base_moves(case))
    return [key for key in KNOWN if key in wanted and key not in NOT_A_PART]


def entry_at(case: Case, key: str) -> dict[str, Any] | None:
    """What the draft holds of a part."""
    found: dict[str, Any] | None = case.draft.data.get(key)
    return found


def typed_at(case: Case, key: str) -> dict[str, Any]:
    """What was typed in a part of ordinary screens, with what is asked for beside it: some questions depend on it."""
    return typed_of(PAGES[key], entry_at(case, key)) | {forms.ACTION: action_of(case).value}


def kept(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry without what only its forms need to know."""
    typed = {name: value for name, value in entry["typed"].items() if name != forms.ACTION}
    return page_entry(typed, entry["clean"])


def is_answered(case: Case, key: str) -> bool:
    """Whether a part makes sense."""
    return (entry_at(case, key) or {}).get("clean") is not None


def missing(case: Case) -> list[str]:
    """The parts that do not make sense yet."""
    return [key for key in parts_of(case) if not is_answered(case, key)]


def status(case: Case, key: str, today: date) -> str:
    """The status of a part of screens or of bases in the list of tasks."""
    entry = entry_at(case, key)
    if key == BASES:
        return status_of_bases(entry, today)
    if not entry:
        return "to_do"
    found = status_of(PAGES[key], page_entry(typed_at(case, key), entry["clean"]), today)
    return "in_progress" if found == "error" and not _is_wrong(case, key, today) else found


def _is_wrong(case: Case, key: str, today: date) -> bool:
    """Whether something stands there that is wrong, not only left empty."""
    typed = typed_at(case, key)
    return any(is_wrong(step.form(typed, around=Around(today, typed))) for step in PAGES[key].open_steps(typed))


Clean = Callable[[Mapping[str, Any]], dict[str, Any]]
