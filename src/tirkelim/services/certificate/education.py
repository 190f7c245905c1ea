"""The diploma and the studies beside it, as the law asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirkelim.gateway.records import DataSet, EducationRecord
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel, folded
from tirkelim.services.certificate.answers import BasicEducation, EducationAnswers
from tirkelim.services.certificate.officer import answered_or_checked, checked_by_officer
from tirkelim.services.common.specialty import is_same_specialty

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet

LEVELS = {
    BasicEducation.TECHNICAL_VOCATIONAL: DiplomaLevel.SECONDARY,
    BasicEducation.POST_SECONDARY: DiplomaLevel.SECONDARY,
    BasicEducation.BACHELOR: DiplomaLevel.BACHELOR,
    BasicEducation.HIGHER: DiplomaLevel.HIGHER,
}
"""The column of the table on mid-level education that a kind of diploma falls into."""

STUDY_STAGES = {
    "internship": law.StudyKind.INTERNSHIP,
    "residency": law.StudyKind.RESIDENCY,
    "ordinatura": law.StudyKind.ORDINATURA,
}
"""Stages of the education registers that are studies beside the diploma."""
WEIGHED = frozenset(kind.value for kind in law.StudyKind)
"""The studies that a rule asks about; of a master's degree or a doctorate the forms only take note."""


def diploma_of(sheet: Sheet) -> law.Diploma | None:
    """The diploma that the applicant named, confirmed by the education register where that has it."""
    answers = sheet.answers.education
    if answers is None:
        return None
    level = LEVELS[answers.kind]
    data_set = DataSet.EDUCATION_SECONDARY if level is DiplomaLevel.SECONDARY else DataSet.EDUCATION_HIGHER
    record = _confirming(sheet, data_set, answers)
    if record is not None:
        sheet.by_system("diploma", sheet.systems.get(data_set))
        return law.Diploma(level, record.specialty, record.graduated_on, record.country, law.Answered.FOUND)
    sheet.declared("diploma")
    checked = checked_by_officer(sheet, data_set)
    answered = answered_or_checked(sheet, "diploma", data_set)
    if checked is not None and answered is law.Answered.FOUND:  # the very diploma that is named was looked up
        return law.Diploma(level, answers.specialty, answers.graduated_on, answers.country, answered)
    source = law.Answered.NOT_FOUND if answered is law.Answered.FOUND else answered
    return law.Diploma(level, answers.specialty, answers.graduated_on, answers.country, source)


def _confirming(sheet: Sheet, data_set: DataSet, answers: EducationAnswers) -> EducationRecord | None:
    """The record of the same specialty and year: a slip in the day or the number does not lose it."""
    for record in sheet.systems.records(data_set):
        same_year = record.graduated_on.year == answers.graduated_on.year
        if record.stage not in STUDY_STAGES and same_year and folded(record.specialty) == folded(answers.specialty):
            return record
    return None


def studies_of(sheet: Sheet, code: str) -> tuple[law.Study, ...]:
    """Internship, residency, ordinatura, retraining and courses: from the register of education, then as declared."""
    found = [
        law.Study(
            STUDY_STAGES[record.stage],
            is_same_specialty(record.specialty, code),
            record.graduated_on,
            law.Answered.FOUND,
        )
        for record in sheet.systems.records(DataSet.EDUCATION_HIGHER)
        if record.stage in STUDY_STAGES
    ]
    page = sheet.answers.studies
    if found:
        sheet.by_system("studies", sheet.systems.get(DataSet.EDUCATION_HIGHER))
    elif page is not None:
        sheet.declared("studies")
    declared = [
        law.Study(law.StudyKind(row.kind.value), row.in_claimed_specialty, row.completed_on, law.Answered.NOT_FOUND)
        for row in (page.studies if page is not None else ())
        if row.kind.value in WEIGHED
        and all((row.kind.value, row.completed_on.year) != (one.kind.value, _year(one)) for one in found)
    ]
    return (*found, *declared)


def _year(study: law.Study) -> int | None:
    return getattr(study.completed_on, "year", None)
