"""The facts of a claim to a level in groups: what the desk shows of them (283/2020 p.12-19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tirkelim.law.book import current_book
from tirkelim.law.messages import write
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.signatures import confirmed_on
from tirkelim.law.order_283_cpd.volume import sum_up, volume_rules
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.desk.facts import Kind, value
from tirkelim.portal.desk.words import language, sentence, vocabulary
from tirkelim.portal.show import Row
from tirkelim.services.common.specialty import specialty_name

Text = str | Promise


def _claim(facts: LevelFacts) -> list[Row]:
    rows = [
        Row(_("Specialty"), specialty_name(facts.specialty, language()) or "–"),
        Row(_("Level asked for"), str(facts.claimed_level)),
    ]
    if facts.specialisation is not False:
        main = specialty_name(facts.main_specialty, language()) if facts.main_specialty else _("Not named")
        rows.append(Row(_("Main specialty, as the worker names it"), main))
    return rows


def _education(facts: LevelFacts) -> list[Row]:
    kind = facts.education
    named = value(kind) if kind is UNKNOWN else sentence(vocabulary(f"education.{kind}"))
    return [Row(_("Education"), named), Row(_("Specialty of the diploma"), facts.diploma_specialty or "–")]


def _level(facts: LevelFacts) -> list[Row]:
    current = facts.current_level
    held = _("None") if current is None else value(current)
    rows = [Row(_("Level held"), held)]
    return rows if current is None else [*rows, Row(_("Held since"), value(facts.obtained_on))]


def _service(facts: LevelFacts) -> list[Row]:
    return [Row(_("Uninterrupted since the level held"), value(facts.uninterrupted))]


def _category(facts: LevelFacts) -> list[Row]:
    if facts.category is None:
        return [Row(_("Category of the earlier system"), _("None"))]
    until = _("Without a term") if facts.category_indefinite else value(facts.category_valid_until)
    return [
        Row(_("Category of the earlier system"), sentence(vocabulary(f"category.{facts.category}"))),
        Row(_("Last day of its term"), until),
    ]


def _assessment(facts: LevelFacts) -> list[Row]:
    outcome: Mapping[Any, str] = {True: _("Passed"), False: _("Not passed"), None: _("There is no result")}
    passed = facts.assessment
    rows = [Row(_("Result"), value(passed) if passed is UNKNOWN else outcome[passed])]
    return rows if facts.assessed_level is None else [*rows, Row(_("Level found"), str(facts.assessed_level))]


def _functions(facts: LevelFacts) -> list[Row]:
    return [Row(_("Labour functions of the level are proven"), value(facts.labour_functions))]


def _results(facts: LevelFacts) -> list[Row]:
    signed = [
        Row(_("Signed by the personnel service"), _day_or_alone(facts)),
        Row(
            _("Signed by the head"),
            _("No") if facts.confirmed_by_head_on is None else value(facts.confirmed_by_head_on),
        ),
    ]
    return [*signed, *(Row(name, text) for name, text in _sums(facts)), *_commissions(facts)]


def _day(signed_on: Any) -> str:
    return _("No") if signed_on is None else value(signed_on)


def _day_or_alone(facts: LevelFacts) -> str:
    if facts.without_hr_service:
        return _("There is no personnel service: the head alone")
    return _day(facts.confirmed_by_hr_on)


def _sums(facts: LevelFacts) -> list[tuple[str, str]]:
    """How many results the sheet has and what they come to, counted as they were on the day of the later signature."""
    activities, number = facts.activities, len(facts.activities)
    listed = ngettext("%(count)d result", "%(count)d results", number) % {"count": number}
    if not activities or not isinstance(facts.confirmed_by_head_on, date):
        return [(_("On the sheet"), listed)]
    day = confirmed_on(facts, date.max)
    rules = volume_rules(current_book(), max(day, current_book().latest("283/2020").start))
    volume, _findings = sum_up(activities, rules.tariff.window(day), rules)
    lang = language()
    return [
        (_("On the sheet"), listed),
        (_("Further education"), write(volume.further_education, lang)),
        (_("Non-formal education and competencies"), write(volume.rest, lang)),
        (_("In all"), write(volume.total, lang)),
    ]


def _commissions(facts: LevelFacts) -> list[Row]:
    days = facts.expert_commission_on
    return [Row(_("Work in the expert commission"), ", ".join(map(value, days)))] if days else []


_KINDS = (
    Kind("claimed_level", gettext_lazy("Level claimed"), (), _claim),
    Kind("current_level", gettext_lazy("Level held"), (), _level),
    Kind("education", gettext_lazy("Education of the level"), (), _education),
    Kind("uninterrupted", gettext_lazy("Service since the level"), (), _service),
    Kind("category", gettext_lazy("Category of the earlier system"), (), _category),
    Kind("assessment", gettext_lazy("Assessment for the level"), ("assessment_result",), _assessment),
    Kind("labour_functions", gettext_lazy("Labour functions"), ("labour_functions_report",), _functions),
    Kind("activities", gettext_lazy("Confirmed results"), ("cpd_sheet",), _results),
)
ALONE = _KINDS
"""The groups of an application for a level alone."""
BESIDE = tuple(kind._replace(part="level") for kind in _KINDS)
"""The groups of a level claimed together with a certificate."""

_NAMES: dict[str, Text] = {
    **{kind.field: kind.title for kind in _KINDS},
    "specialty": gettext_lazy("Level claimed"),
    "diploma_specialty": gettext_lazy("Education of the level"),
    "obtained_on": gettext_lazy("Level held"),
    "service_length": gettext_lazy("Service since the level"),
    "assessed_level": gettext_lazy("Assessment for the level"),
    "confirmed_by_hr_on": gettext_lazy("Confirmed results"),
    "confirmed_by_head_on": gettext_lazy("Confirmed results"),
    "same_signatory": gettext_lazy("Confirmed results"),
    "without_hr_service": gettext_lazy("Confirmed results"),
    "expert_commission_on": gettext_lazy("Confirmed results"),
    "category_valid_until": gettext_lazy("Category of the earlier system"),
    "category_indefinite": gettext_lazy("Category of the earlier system"),
    "consent": gettext_lazy("Level claimed"),
    "specialisation": gettext_lazy("Level claimed"),
    "main_specialty_held": gettext_lazy("Level claimed"),
    "main_specialty": gettext_lazy("Level claimed"),
    "officer": gettext_lazy("Findings of officers"),
    "applied_on": gettext_lazy("Level claimed"),
}
FIELDS_ALONE: Mapping[str, Text] = _NAMES
FIELDS_BESIDE: Mapping[str, Text] = {"level": gettext_lazy("Level claimed")} | {
    f"level.{name}": title for name, title in _NAMES.items()
}
"""Every field of the facts by path, to say which of them changed."""
