"""Confirmation sheets and conclusions of assessment, for the invented people who have lately asked for a level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.demo.life import Life, Result
from tirkelim.demo.shares import LEVELS
from tirkelim.demo.workplaces import identity
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.assess import assess as units
from tirkelim.law.order_283_cpd.questions import activity_of
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.commands.activities import facts_of
from tirkelim.register.models import AssessmentConclusion, CpdSheet
from tirkelim.register.sheets import accepted_row, refused_row
from tirkelim.services.cpd.activities import rows_of_annex

SHEETS_SINCE = date(2025, 9, 1)
"""The order by which results are confirmed has been in force since the summer of 2025."""
CHAPTERS = ("further_education", "non_formal", "competencies")
CHAPTER = {criterion.row: criterion.chapter.value for criterion in rows_of_annex()}
WINDOW = 5
STAGES = ("knowledge", "case_testing")


def assess(life: Life, assessor: UUID) -> None:
    """For the newest level, if it is recent: the sheet and the conclusion that it rested on; few fail, few only ask."""
    newest = life.steps[-1] if len(life.steps) > 1 else None
    if newest is not None and newest > max(life.since, add_years(life.today, -2)):
        sheet = _sheet(life, newest - timedelta(days=life.chance.randint(30, 60)))
        _conclusion(life, assessor, newest - timedelta(days=life.chance.randint(5, 25)), len(life.steps) - 1, sheet)
    elif life.results and life.luck(0.06):
        sheet = _sheet(life, life.day_between(add_years(life.today, -1), life.today - timedelta(days=20)))
        following = len(life.steps)
        if following < len(LEVELS[life.track]) and life.luck(0.3):
            _conclusion(
                life, assessor, life.today - timedelta(days=life.chance.randint(5, 15)), following, sheet, passed=False
            )


def _conclusion(life: Life, assessor: UUID, day: date, step: int, sheet: str, *, passed: bool = True) -> None:
    level = LEVELS[life.track][step]
    values: dict[str, Any] = {
        "organisation_id": assessor, "specialty": life.profession.specialty, "level": level,
        "conclusion_level": level if passed else None, "passed": passed, "assessed_on": day,
        "stages": dict(zip(STAGES, ("passed", "passed" if passed else "failed"), strict=True)),
        "protocol_number": f"БН-{life.chance.randint(1000, 99999)}", "sheet_number": sheet, "case": life.new_id(),
    }  # fmt: skip
    known = life.learned(day)
    fact = life.line(AssessmentConclusion, known, day, **values)
    asked = {"case": values["case"], "person": life.person, "organisation": assessor, "level": level,
             "specialty": life.profession.specialty, "sheet_number": sheet}  # fmt: skip
    found = {name: value for name, value in values.items() if name not in (*asked, "organisation_id")}
    life.say(known, "assessment_concluded", conclusion=fact.values["line"], request=asked, found=found)


def _sheet(life: Life, day: date) -> str:
    """A sheet with the results of the five years before; returns its number, "" where there is none."""
    held = [one for one in life.results if add_years(day, -WINDOW) <= one.completed_on <= day]
    if day < SHEETS_SINCE or day >= life.today or not held:
        return ""
    accepted, refused, sums = [], [], dict.fromkeys(CHAPTERS, 0)
    table = tariff(current_book(), life.today)  # of the only wording since sheets are confirmed; read once
    for place, result in enumerate(held):
        name, activity = str(result.line), _activity(result)
        found, _finding = units(activity, table.rows[result.criterion], table.window(day))
        quarters = 0 if found is UNKNOWN else int(found)
        if quarters and not (place == 0 and life.luck(0.15)):
            accepted.append(accepted_row(activity, name, result.title, quarters))
            sums[CHAPTER[result.criterion]] += quarters
        else:
            reason = RefusedReason.DOCUMENT_INCOMPLETE
            refused.append(refused_row(name, result.title, result.criterion, reason, "Құжатта мөр жоқ."))
    organisation = life.workplace.id
    hr, head = identity(life.seed, "hr", organisation), identity(life.seed, "head", organisation)
    number = f"КП-{life.new_id().hex[:12].upper()}"
    known = life.learned(day)
    sheet = life.new_id()
    life.put(
        CpdSheet, known, id=sheet, number=number, person_id=life.person, organisation_id=organisation,
        specialty=life.profession.specialty, confirmed_on=day, hr_on=day - timedelta(days=2), head_on=day,
        hr_account=hr, head_account=head, hr_name="Персонал қызметі", head_name="Ұйым басшысы",
        activities=accepted, refused=refused, decision=life.new_id(), **sums,
    )  # fmt: skip
    said = {"sheet": sheet, "number": number, "specialty": life.profession.specialty, "confirmed_on": day}
    life.say(known, "results_confirmed", **said, supersedes=None,
             accepted=[row["line"] for row in accepted], refused=[row["line"] for row in refused])  # fmt: skip
    return number


def _activity(result: Result) -> Activity:
    """The result as the law reads it; profile and document are in order."""
    common = dict.fromkeys(("started_on", "document_language", "translated_into"))
    facts = facts_of({**common, "details": dict(result.details), "completed_on": result.completed_on})
    read = activity_of(result.criterion, facts, str(result.line))
    return replace(read, profile_match=True, evidence_complete=True)
