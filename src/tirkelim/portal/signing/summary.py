"""What is signed, in words: made from the content itself, so that nothing is signed that is not shown.

Each kind of content has its own few lines; long lists are folded. What no page knows the words of shows as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.signed_content import APPLICATION, DECISION
from tirkelim.identity.territories import TerritoryNotKnown, office_for
from tirkelim.portal.choices import language, language_name
from tirkelim.portal.confirming.words import reason_in_words
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import label_in_words
from tirkelim.portal.ledger.lines import criterion_in_words
from tirkelim.portal.licences.visits_seen import RESULTS
from tirkelim.portal.saying import document_name
from tirkelim.portal.show import Row
from tirkelim.portal.signing.answers import answer_parts, generic_rows, service_words
from tirkelim.portal.signing.parts import Part
from tirkelim.portal.statuses import mark
from tirkelim.portal.wording import day_in_words, moment_in_words
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.conformity.commission.signed_content import MINUTES
from tirkelim.services.cpd.signed_content import CONFIRMATION
from tirkelim.services.licence.visits.signed_content import ACT

Content = Mapping[str, Any]


def summary_of(content: Content) -> list[Part]:
    """What a content says, part by part."""
    made = KINDS.get(str(content.get("kind")))
    return made(content) if made else [Part(rows=generic_rows(content))]


def _application(content: Content) -> list[Part]:
    rows = [
        Row(_("Service"), service_words(content["service"])),
        Row(_("Applicant"), content["person"]["name"]),
        *_organisation(content["organisation"]),
    ]
    if content["representative"]:
        rows.append(Row(_("Acting for the applicant"), content["representative"]["name"]))
    rows += _office(content["office"])
    parts = [Part(rows=rows), *answer_parts(content)]
    if content["documents"]:
        parts.append(Part(_("Documents"), [_document(one) for one in content["documents"]], folded=True))
    if content["statement"]:
        parts.append(Part(_("Statement"), _statement(content["statement"])))
    return parts


def _organisation(named: Content | None) -> list[Row]:
    if not named:
        return []
    number = _("BIN %(number)s") % {"number": named["bin"]}
    return [Row(_("Organisation"), f"{named['name']}, {number}")]


def _office(kato: str) -> list[Row]:
    if not kato:
        return []
    try:
        name = office_for(kato, date.today()).name(language())  # noqa: DTZ011 - any day: offices do not come and go
    except TerritoryNotKnown:
        return []
    return [Row(_("Sent to"), name)]


def _document(one: Content) -> Row:
    said = language_name(one["language"])
    if one["translated_into"]:
        into = _("translated: %(language)s") % {"language": language_name(one["translated_into"])}
        said = f"{said}; {into}"
    return Row(document_name(one["document"]), said)


def _statement(said: Any) -> list[Row]:
    rows = []
    if isinstance(said, Mapping):
        if said.get("consent"):
            rows.append(Row(_("Personal data"), _("I agree that they are collected and processed")))
        if said.get("true"):
            rows.append(Row(_("Truth"), _("I confirm that the data and documents given are true")))
    return rows


def _decision(content: Content) -> list[Part]:
    outcomes = {"granted": _("Granted"), "refused": _("Refused"), "declined": _("Not accepted")}
    rows = [
        Row(_("Service"), service_words(content["service"])),
        Row(_("Application"), content["number"]),
        Row(_("Applicant"), content["person"]["name"]),
        *_organisation(content["organisation"]),
        Row(_("Decision"), outcomes.get(content["outcome"], content["outcome"])),
        Row(_("Decided on"), _day(content["decided_on"])),
        Row(_("Applied edition"), label_in_words(_label(content["edition"]))),
    ]
    parts = [Part(rows=rows)]
    granted = [row for one in content["granted"] for row in _terms(one.get("terms") or {})]
    if granted:
        parts.append(Part(_("What is granted"), granted))
    if content["grounds"]:
        parts.append(Part(_("Grounds of the refusal"), [_ground(one) for one in content["grounds"]]))
    beside = [_ground(one) for grounds in content["refused"].values() for one in grounds]
    if beside:
        parts.append(Part(_("Refused beside it"), beside))
    checked = [Row(one["citation"], mark(one["status"]).text) for one in content["findings"]]
    count = len(checked)
    title = ngettext("%(count)s requirement checked", "%(count)s requirements checked", count) % {"count": count}
    return [*parts, Part(title, checked, folded=True)]


def _label(edition: Content) -> str:
    act, by = str(edition["act"]), str(edition["by"])
    return act if by == act else f"{act} ed. {by}"


def _terms(terms: Content) -> list[Row]:
    rows = []
    if terms.get("specialty"):
        rows.append(Row(_("Specialty"), specialty_name(terms["specialty"], language())))
    if terms.get("level"):
        rows.append(Row(_("Level"), terms["level"]))
    if terms.get("valid_from"):
        rows.append(Row(_("Valid from"), _day(terms["valid_from"])))
    if "valid_until" in terms:
        until = terms["valid_until"]
        rows.append(Row(_("Valid until"), _day(until) if until else _("without limit")))
    return rows


def _ground(one: Content) -> Row:
    act = one["citation"]["act"] if isinstance(one["citation"], Mapping) else str(one["citation"])
    words = ground_in_words(one["number"], act)
    return Row(_("Ground %(number)s") % {"number": one["number"]}, words)


def _confirmation(content: Content) -> list[Part]:
    capacity = {"hr": _("personnel service"), "head": _("head of the organisation")}
    lang, units = language(), content["units"]
    rows = [
        Row(_("Worker"), content["person"]["name"]),
        Row(_("Specialty"), specialty_name(content["specialty"], lang)),
        *_organisation(content["organisation"]),
        Row(_("Confirmed as"), capacity.get(content["capacity"], content["capacity"])),
        Row(_("Day"), _day(content["confirmed_on"])),
        Row(_("Credit units in all"), _number(units["total"])),
    ]
    accepted = [_result(one) for one in content["rows"] if one["accepted"]]
    refused = [_result(one) for one in content["rows"] if not one["accepted"]]
    parts = [Part(rows=rows), Part(_("Confirmed results"), parts=accepted, folded=len(accepted) > MANY)]
    return [*parts, Part(_("Results that are not confirmed"), parts=refused)] if refused else parts


def _result(one: Content) -> Part:
    rows = [
        Row(_("Criterion"), criterion_in_words(one["criterion"])),
        Row(_("Completed on"), _day(one["completed_on"])),
    ]
    if one["document_number"]:
        rows.append(Row(_("Document"), one["document_number"]))
    if one["accepted"] and one["units"] is not None:
        rows.append(Row(_("Credit units"), _number(one["units"])))
    if one["reason"]:
        rows.append(Row(_("Why not"), reason_in_words(one["reason"])))
    if one["note"]:
        rows.append(Row(_("Note"), one["note"]))
    return Part(one["title"], rows)


def _minutes(content: Content) -> list[Part]:
    rows = [
        Row(_("Minutes"), content["number"]),
        Row(_("Sitting"), _moment(content["held_at"])),
        Row(_("Member"), content["member"]),
        Row(_("Special opinion"), content["opinion"] or _("none")),
    ]
    issue, refusal = _("issue is recommended"), _("refusal is recommended")
    persons = [Row(one["case_number"], issue if one["recommends_issue"] else refusal) for one in content["persons"]]
    return [Part(rows=rows), Part(_("What the commission resolved"), persons)]


def _act(content: Content) -> list[Part]:
    act, lang = content["act"], "ru" if language() == "ru" else "kk"
    yes, no = _("Conforms"), _("Does not conform")
    rows = [
        Row(_("Application"), act["application_number"]),
        Row(_("Applicant"), act["applicant"][lang]),
        Row(_("Address"), act["base_address"]),
        Row(_("Inspector"), act["inspector"]),
        Row(_("Begun"), _moment(act["begun_at"])),
        Row(_("Ended"), _moment(act["ended_at"])),
        Row(_("Notice"), act["notice"][lang]),
    ]
    subtypes = [Row(one["name"][lang], yes if one["conforms"] else no) for one in act["subtypes"]]
    lines = [Row(one["text"][lang], _line(one)) for one in act["lines"]]
    parts = [Part(rows=rows), Part(_("Subtypes claimed"), subtypes), Part(_("Checklist"), lines, folded=True)]
    if act["photos"]:
        taken = [Row(_moment(one["taken_at"]), one["digest"]) for one in act["photos"]]
        parts.append(Part(_("Photos"), taken, folded=True))
    return parts


def _line(one: Content) -> str:
    said = RESULTS.get(one["result"])
    words = str(said[0]) if said else one["result"]
    return f"{words}. {one['remark']}" if one["remark"] else words


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text), language())


def _moment(text: str) -> str:
    return moment_in_words(datetime.fromisoformat(text), language())


def _number(text: str) -> str:
    return text if language() == "en" else text.replace(".", ",")


MANY = 5
"""More results than these are folded."""
KINDS: Mapping[str, Callable[[Content], list[Part]]] = {
    APPLICATION: _application,
    DECISION: _decision,
    CONFIRMATION: _confirmation,
    MINUTES: _minutes,
    ACT: _act,
}
"""By the kind that a content names."""
