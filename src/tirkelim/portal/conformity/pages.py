"""The parts of an application and their steps, by action; how their answers are kept (services/conformity/answers)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.law.period import Length
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.draft import Page, Step, Typed, as_typed, iso, status_of
from tirkelim.portal.conformity import forms
from tirkelim.portal.conformity.professions import entry_of, key_of
from tirkelim.services.conformity.answers import PAGES_OF, field_names

REQUEST, AUTHORITY = "request", "authority"
OPTIONAL_LEVEL = "framework_level"


def _plain(page: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Clean answers of a page whose boxes are its answers; what was left empty is not said."""

    def clean(found: dict[str, Any]) -> dict[str, Any]:
        kept = {name: found.get(name) for name in field_names(page)}
        plain = {name: iso(value) if isinstance(value, date) else value for name, value in kept.items()}
        return {name: value for name, value in plain.items() if value not in (None, "")}

    return clean


def clean_work(found: dict[str, Any]) -> dict[str, Any]:
    """WorkAnswers."""
    length = {name: found.get(name) or 0 for name in ("years", "months", "days")}
    return {"service": length, **{name: found[name] for name in ("workplace", "position") if found.get(name)}}


def typed_work(clean: Mapping[str, Any]) -> dict[str, str]:
    """The way back."""
    said = clean["service"]
    parts = said if isinstance(said, Mapping) else Length(*said)._asdict()
    length = {name: str(number) for name, number in parts.items()}
    return {**length, **as_typed({name: clean.get(name) for name in ("workplace", "position")})}


def typed_contract(clean: Mapping[str, Any]) -> dict[str, str]:
    """The way back: the end of the contract is named like no other day."""
    typed = as_typed({name: value for name, value in clean.items() if name != "until"})
    if clean.get("until"):
        year, month, day = str(clean["until"]).split("-")
        typed |= {"until_day": day, "until_month": month, "until_year": year}
    return typed


def clean_request(found: dict[str, Any]) -> dict[str, Any]:
    """RequestAnswers of an issue: the profession chosen from the list, and its level if one is named."""
    entry = entry_of(found["choice"])
    if entry is None:
        raise ValueError("a chosen profession stands in the list")
    level = str(found.get(OPTIONAL_LEVEL) or "")
    named = {OPTIONAL_LEVEL: int(level)} if level.isdigit() else {}
    return {"action": Action.ISSUE.value, "profession": entry.kk, "activity": entry.activity, **named}


def choice_of(clean: Mapping[str, Any]) -> str:
    """The key of the profession in clean answers, or ""."""
    key = f"{clean.get('activity', '')}|{clean.get('profession', '')}"
    entry = entry_of(key)
    return "" if entry is None else key_of(entry)


def _says(name: str) -> Callable[[Typed], bool]:
    return lambda typed: typed.get(name) == "yes"


def _unrecognised(typed: Typed) -> bool:
    """Whether recognition is asked about: of higher education that no treaty exempts."""
    return typed.get("higher_education") == "yes" and typed.get("treaty_exempts") == "no"


PAGES: dict[str, Page] = {
    page.key: page
    for page in (
        Page(
            "person",
            _("Applicant"),
            (
                Step("document", forms.DocumentForm, _("Identity document")),
                Step("here", forms.HereForm, _("In Kazakhstan")),
                Step("abroad", forms.AbroadForm, _("In the country of residence")),
            ),
            _plain("person"),
        ),
        Page(
            "education",
            _("Education"),
            (
                Step("education", forms.EducationForm, _("What the commission counts")),
                Step("diploma", forms.DiplomaForm, _("Diploma of higher education"), _says("higher_education")),
                Step("recognition", forms.RecognitionForm, _("Recognition in Kazakhstan"), _unrecognised),
                Step("degree", forms.DegreeForm, _("Academic degree"), _says("academic_degree")),
                Step(
                    "english", forms.EnglishForm, _("Certificate to teach English"),
                    _says("english_teaching_certificate"),
                ),
            ),
            _plain("education"),
        ),
        Page(
            "work",
            _("Length of service"),
            (Step("service", forms.ServiceForm, _("Service in the specialty")),),
            clean_work,
            typed_work,
        ),
        Page("held", _("Certificate of conformity"), (Step("number", forms.HeldForm),), _plain("held")),
        Page(
            "contract",
            _("Labour contract"),
            (
                Step("employer", forms.EmployerForm, _("The employer")),
                Step("contract", forms.ContractForm, _("The labour contract")),
                Step("end", forms.ContractEndForm, applies=lambda typed: typed.get("open_ended") == "no"),
            ),
            _plain("contract"),
            typed_contract,
        ),
        Page("change", _("What changed"), (Step("change", forms.ChangeForm, _("What changed")),), _plain("change")),
        Page("loss", _("Loss or damage"), (Step("loss", forms.LossForm, _("Loss or damage")),), _plain("loss")),
        Page(AUTHORITY, _("Power of attorney"), (Step("authority", forms.AuthorityForm, _("Power of attorney")),),
             lambda found: {"number": found["authority_number"], "on": iso(found["authority_on"])},
             lambda clean: as_typed({"authority_number": clean["number"], "authority_on": clean["on"]})),
    )
}  # fmt: skip
"""The parts that are answered on ordinary pages, by key; what is asked for has pages of its own (requesting.py)."""

TITLES: dict[Action, Any] = {
    Action.ISSUE: _("Issue of a certificate of conformity"),
    Action.EXTEND: _("Extension of a certificate of conformity"),
    Action.REISSUE: _("Re-issue of a certificate of conformity"),
    Action.DUPLICATE: _("Duplicate of a certificate of conformity"),
}


def entry_at(case: Case, key: str) -> dict[str, Any] | None:
    """What the draft holds of a part. What is asked for is read back into boxes; the representative's authority is
    sent with the declaration, where an application that was sent has it."""
    data: dict[str, Any] = case.draft.data
    entry: dict[str, Any] | None = data.get(key)
    if key == REQUEST and entry and entry["clean"] and "choice" not in entry["typed"]:
        return {**entry, "typed": {**as_typed(entry["clean"]), "choice": choice_of(entry["clean"])}}
    said = (data.get("declaration") or {}).get("clean") or {}
    if key == AUTHORITY and entry is None and said.get("authority_number"):
        clean = {"number": said["authority_number"], "on": said["authority_on"]}
        return {"typed": clean, "clean": clean}
    return entry


def asked_in(case: Case) -> dict[str, Any]:
    """What was typed on the pages of what is asked for."""
    return dict((entry_at(case, REQUEST) or {}).get("typed", {}))


def action_of(case: Case) -> Action:
    """What the application asks for: said when it is begun."""
    said = (case.draft.data.get(REQUEST) or {}).get("typed", {}).get("action", "")
    return Action(said) if said in [action.value for action in PAGES_OF] else Action.ISSUE


def parts_of(case: Case) -> list[str]:
    """The parts to be answered before the application is checked and sent, in their order."""
    action = action_of(case)
    keys = [key for key in PAGES_OF[action] if key != "declaration" and (key != REQUEST or action is Action.ISSUE)]
    return [*keys, AUTHORITY] if case.representative else keys


def is_answered(case: Case, key: str) -> bool:
    """Whether a part makes sense."""
    return (entry_at(case, key) or {}).get("clean") is not None


def missing(case: Case) -> list[str]:
    """The parts that do not make sense yet."""
    return [key for key in parts_of(case) if not is_answered(case, key)]


def title_of(key: str) -> Any:
    """What a part is called."""
    return _("Profession") if key == REQUEST else PAGES[key].title


def status(case: Case, key: str, today: date) -> str:
    """The status of a part in the list of tasks."""
    entry = entry_at(case, key)
    if key == REQUEST:
        if is_answered(case, key):
            return "done"
        return "in_progress" if (entry or {}).get("typed", {}).get("query") else "to_do"
    return status_of(PAGES[key], entry, today)
