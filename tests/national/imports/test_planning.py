"""What a row means for the register: new, another job, otherwise, the same, wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.national.imports.planned import BORN, Table, issues
from tests.register.conftest import World

from tirkelim.journal.models import JournalEntry
from tirkelim.national.imports.checking import Severity
from tirkelim.national.imports.plan_types import Outcome, PlannedRow
from tirkelim.register import commands
from tirkelim.register.bulk.types import JobChange, NewIdentifier, NewJob, NewPerson, PersonChange
from tirkelim.register.models import Education, Employment, PersonFact, Training

NEW, JOB, CHANGED, SAME, WRONG = Outcome


@pytest.fixture
def table(db: None) -> Table:
    return Table(World())


def codes(row: PlannedRow) -> set[str]:
    return {issue.code for issue in row.issues}


def test_a_new_worker(table: Table) -> None:
    row = table.worker()
    [planned] = table.plan(row)
    person, job = planned.writes
    assert planned.outcome is NEW
    assert isinstance(person, NewPerson)
    assert isinstance(job, NewJob)
    assert person.identifiers == {"iin": row["iin"]}
    assert person.facts["surname_kk"] == "Сейітова"
    assert person.valid_from == BORN
    assert job.values["position"] == 57
    assert job.values["is_main"]
    assert (job.person, job.organisation) == (person.person, table.employer)


def test_missing_items_are_named(table: Table) -> None:
    [planned] = table.plan(table.worker())
    [told] = [issue for issue in planned.issues if issue.code == "items_missing"]
    assert told.params["items"] == [5, 6, 7, 8, 9, 10, 11, 15]


def test_planning_again_gives_the_same_ids(table: Table) -> None:
    context, row = table.context(), table.worker()
    assert table.plan(row, context=context) == table.plan(row, context=context)


@pytest.mark.parametrize("corrects", [False, True])
def test_bringing_a_table_again_changes_nothing(table: Table, corrects: bool) -> None:
    rows = [
        table.worker(),
        table.worker(left_on="31.01.2026", leave_reason="по собственному желанию"),
        table.worker(
            education_kind="Интернатура",
            education_graduated_on="30.06.2013",
            training_programme="Шұғыл көмек",
            training_completed_on="01.03.2023",
            certificate_number="KZ00 ZZZ 00000001",
            certificate_specialty="secondary.nursing",
            certificate_issued_on="01.02.2024",
            certificate_valid_until="01.02.2029",
        ),
        table.worker(no_training="Иә", patronymic_kk="", position=None, position_title="Архивші"),
        table.worker(position="Врач-кардиолог"),
    ]
    assert {row.outcome for row in table.bring(*rows)} == {NEW}
    again = table.plan(*rows, corrects=corrects)
    assert {row.outcome for row in again} == {SAME}
    assert not any(row.writes for row in again)


def test_the_same_row_twice(table: Table) -> None:
    row = table.worker()
    first, second = table.plan(row, row)
    assert (first.outcome, second.outcome) == (NEW, SAME)
    assert issues(second) == {"": "row_again"}
    assert second.person == first.person


def test_a_worker_with_two_jobs(table: Table) -> None:
    row = table.worker()
    second = row | {"position": "Фельдшер", "is_main": "совместитель", "hired_on": "01.09.2024"}
    first, other = table.bring(row, second)
    assert (first.outcome, other.outcome) == (NEW, JOB)
    assert Employment.objects.current().filter(person=first.person).count() == 2
    assert table.outcomes(row, second) == [SAME, SAME]


def test_several_educations_in_several_rows(table: Table) -> None:
    college = {"education_kind": "колледж", "education_graduated_on": "30.06.2010"}
    course = {"education_kind": "Резидентура", "education_graduated_on": "30.06.2016"}
    row = table.worker()
    planned = table.bring(row | college, row | course)
    assert [one.outcome for one in planned] == [NEW, JOB]
    assert Education.objects.current().filter(person=planned[0].person).count() == 2
    assert table.outcomes(row | course, row | college) == [SAME, SAME]


def test_rows_that_contradict_each_other(table: Table) -> None:
    row = table.worker()
    _, second = table.plan(row, row | {"surname_kk": "Сейтова", "education_kind": "", "hired_on": "01.03.2024"})
    assert second.outcome is WRONG
    assert ("surname_kk", "row_otherwise", {"row": 2}) in [(i.column, i.code, i.params) for i in second.issues]


def test_contradictions_are_found_across_batches(table: Table) -> None:
    context, row = table.context(), table.worker()
    table.plan(row, context=context)
    context.memory.begin(10)
    other = row | {"birth_place": "Абай", "order_number": "16"}
    [planned] = plan_from(table, other, 10, context)
    assert issues(planned)["order_number"] == "job_otherwise"


def plan_from(table: Table, row: dict[str, Any], number: int, context: Any) -> list[PlannedRow]:
    from tests.national.imports.planned import checked

    from tirkelim.national.imports.planning import plan_batch

    return plan_batch([checked(row, number, bin=table.bin)], context)


# --- a known person ---


def test_what_was_not_known_is_filled_in(table: Table) -> None:
    row = table.worker()
    [first] = table.bring(row)
    [planned] = table.bring(row | {"birth_place": "Абай қаласы", "citizenship": "РК"})
    [change] = planned.writes
    assert planned.outcome is CHANGED
    assert isinstance(change, PersonChange)
    assert change.values == {"birth_place": "Абай қаласы", "citizenship": "KAZ"}
    assert PersonFact.objects.current().get(person=first.person).birth_place == "Абай қаласы"


def test_what_is_known_otherwise_is_told(table: Table) -> None:
    row = table.worker(birth_place="Абай")
    table.bring(row)
    [planned] = table.plan(row | {"birth_place": "Алматы"})
    assert planned.outcome is SAME
    [told] = planned.issues
    assert (told.column, told.severity, told.code, told.params) == (
        "birth_place", Severity.WARNING, "otherwise", {"known": "Абай", "field": "birth_place"},
    )  # fmt: skip


def test_a_run_that_corrects(table: Table) -> None:
    row = table.worker(birth_place="Абай")
    table.bring(row)
    changed = row | {"birth_place": "Алматы", "order_number": "16-ж"}
    [planned] = table.bring(changed, corrects=True)
    person, job = planned.writes
    assert planned.outcome is CHANGED
    assert isinstance(person, PersonChange)
    assert isinstance(job, JobChange)
    assert (person.values, person.changed_on) == ({"birth_place": "Алматы"}, None)
    assert job.values == {"order_number": "16-ж"}
    assert table.outcomes(changed, corrects=True) == [SAME]


def test_a_surname_changed_by_marriage(table: Table) -> None:
    row = table.worker()
    [first] = table.bring(row)
    married = row | {"surname_kk": "Ахметова", "changed_on": "01.12.2025"}
    [planned] = table.bring(married)
    [change] = planned.writes
    assert isinstance(change, PersonChange)
    assert change.changed_on == date(2025, 12, 1)
    versions = PersonFact.objects.current().filter(person=first.person).order_by("valid_from")
    assert [one.surname_kk for one in versions] == ["Сейітова", "Ахметова"]
    assert table.outcomes(married) == [SAME]


def test_a_transfer(table: Table) -> None:
    row = table.worker()
    [first] = table.bring(row)
    moved = row | {"position": "Фельдшер", "changed_on": "15.01.2026"}
    [planned] = table.bring(moved)
    [change] = planned.writes
    assert isinstance(change, JobChange)
    assert change.changed_on == date(2026, 1, 15)
    versions = Employment.objects.current().filter(person=first.person).order_by("valid_from")
    assert [one.position for one in versions] == [57, 56]
    assert table.outcomes(moved) == [SAME]
    assert table.outcomes(row) == [SAME], "what was so before the transfer is nothing new"


def test_a_dismissal(table: Table) -> None:
    row = table.worker()
    [first] = table.bring(row)
    left = row | {"left_on": "27.02.2026", "leave_reason": "соглашение сторон", "leave_order_number": "3-у"}
    [planned] = table.bring(left)
    [change] = planned.writes
    assert isinstance(change, JobChange)
    assert change.ends
    job = Employment.objects.current().get(person=first.person)
    assert (job.left_on, job.leave_reason, job.valid_to) == (date(2026, 2, 27), "agreement", date(2026, 2, 28))
    assert table.outcomes(left) == [SAME]
    assert table.outcomes(row) == [SAME], "an older table does not take the dismissal back"


def test_hired_again_after_a_dismissal(table: Table) -> None:
    row = table.worker(left_on="31.01.2025", leave_reason="по собственному желанию")
    table.bring(row)
    again = row | {"left_on": "", "leave_reason": "", "hired_on": "01.09.2025"}
    assert table.outcomes(again) == [JOB]


def test_another_day_of_hiring_is_told(table: Table) -> None:
    row = table.worker()
    table.bring(row)
    [planned] = table.plan(row | {"hired_on": "02.02.2024"})
    assert planned.outcome is SAME
    assert issues(planned) == {"hired_on": "hired_otherwise"}


def test_a_second_main_job_here_is_an_error(table: Table) -> None:
    row = table.worker()
    table.bring(row)
    [planned] = table.plan(row | {"hired_on": "02.02.2025", "position": "Фельдшер"})
    assert planned.outcome is WRONG
    assert issues(planned)["is_main"] == "main_here_already"


def test_another_person_has_the_number(table: Table) -> None:
    """A slip in the number leads to a living person: neither surname nor given name fits."""
    row = table.worker()
    table.bring(row)
    [planned] = table.plan(row | {"surname_kk": "Пак", "given_kk": "Виктория", "position": "Фельдшер"})
    assert planned.outcome is WRONG
    assert issues(planned)["iin"] == "another_person"


@pytest.mark.parametrize("names", [
    {"surname_kk": "СЕЙІТОВА", "given_kk": "ӘСЕМ"},
    {"surname_kk": None, "given_kk": None, "patronymic_kk": None, "surname_ru": "Сеитова", "given_ru": "Асем"},
    {"surname_kk": None, "given_kk": None, "patronymic_kk": None, "surname_latin": "SEITOVA", "given_latin": "ASSEM"},
    {"surname_kk": "Ахметова", "given_kk": "Әсем"},
])  # fmt: skip
def test_the_same_person_spelt_otherwise(table: Table, names: dict[str, Any]) -> None:
    row = table.worker()
    table.bring(row)
    [planned] = table.plan({key: cell for key, cell in (row | names).items() if cell is not None})
    assert planned.outcome is not WRONG


# --- other organisations ---


def test_someone_who_works_elsewhere(table: Table) -> None:
    """Only the job is added; what is known otherwise is told without saying what is known."""
    elsewhere = table.world.organisation("№ 9 емхана")
    row = table.worker(birth_place="Абай")
    other = Table(table.world)
    other.bring(row)
    [planned] = table.bring(row | {"birth_place": "Алматы", "citizenship": "KAZ"}, corrects=True)
    assert planned.outcome is JOB
    assert elsewhere != table.employer
    told = {issue.column: (issue.code, dict(issue.params)) for issue in planned.issues}
    assert told == {"is_main": ("main_elsewhere", {}), "birth_place": ("otherwise_elsewhere", {})}
    jobs = Employment.objects.current().filter(person=planned.person).order_by("is_main")
    assert [(job.is_main, job.claims_main) for job in jobs] == [(False, True), (True, False)]
    assert PersonFact.objects.current().get(person=planned.person).birth_place == "Абай"


def test_a_job_is_claimed_only_while_another_main_job_stands(table: Table) -> None:
    """In the register and in the journal as `hire` has it."""
    over = {"left_on": "31.01.2026", "leave_reason": "own wish"}
    rows = [table.worker(**over) for _ in range(2)]
    first, second = (row.person for row in Table(table.world).bring(*rows))
    assert first
    assert second
    table.bring(rows[0] | {"left_on": "", "leave_reason": "", "hired_on": "01.09.2025"})
    byhand: dict[str, Any] = {
        "position_title": "Акушер",
        "order_number": "15-ж",
        "hired_on": date(2025, 9, 1),
        "is_main": True,
    }
    commands.hire(table.world.command(), person=second, organisation=table.employer, **byhand)
    jobs = Employment.objects.current().filter(hired_on=date(2025, 9, 1)).order_by("valid_from")
    stretches = [
        list(jobs.filter(person=one).values_list("valid_from", "valid_to", "is_main", "claims_main"))
        for one in (first, second)
    ]
    assert stretches[0] == stretches[1]
    assert stretches[0] == [
        (date(2025, 9, 1), date(2026, 2, 1), False, True), (date(2026, 2, 1), None, True, False),
    ]  # fmt: skip
    told = [JournalEntry.objects.filter(stream=f"person:{one}").latest("seq") for one in (first, second)]
    bodies = [json.loads(entry.payload.body or "") for entry in told]
    assert [(entry.kind, body["claimed"]) for entry, body in zip(told, bodies, strict=True)] == [
        ("hired", [["2025-09-01", "2026-02-01"]])
    ] * 2
    assert "claims_main" not in bodies[0]["values"]


def test_a_second_job_where_nothing_is_said_of_the_main_one(table: Table) -> None:
    row = table.worker()
    Table(table.world).bring(row)
    [planned] = table.plan(row | {"is_main": ""})
    assert issues(planned)["is_main"] == "taken_as_second"
    [job] = planned.writes
    assert isinstance(job, NewJob)
    assert (job.values["is_main"], job.standing) == (False, ())


def test_rows_of_another_organisation(table: Table) -> None:
    other = table.bin_of(table.world.organisation())
    [planned] = table.plan(table.worker(bin=other))
    assert planned.outcome is WRONG
    assert issues(planned) == {"bin": "other_organisation"}


def test_a_file_of_many_organisations(table: Table) -> None:
    other = table.world.organisation("№ 7 емхана")
    rows = [
        table.worker(bin=table.bin),
        table.worker(bin=table.bin_of(other)),
        table.worker(bin="990140000017"),
        table.worker(),
    ]
    planned = table.plan(*rows, organisation=None)
    assert [row.outcome for row in planned] == [NEW, NEW, WRONG, WRONG]
    assert issues(planned[2])["bin"] == "organisation_unknown"
    assert issues(planned[3]) == {"bin": "missing"}


# --- who it is ---


def test_two_identifiers_of_two_people(table: Table) -> None:
    one = table.worker()
    two = table.worker(iin=None, passport="KGZ:AC1234567")
    table.bring(one, two)
    [planned] = table.plan(one | {"passport": "KGZ:AC1234567"})
    assert issues(planned)["passport"] == "identifiers_of_two"


def test_a_foreigner_is_given_an_iin(table: Table) -> None:
    row = table.worker(iin=None, passport="KGZ:AC1234567")
    [first] = table.bring(row)
    [planned] = table.bring({"iin": table.world.iin(BORN)} | row)
    [added] = planned.writes
    assert isinstance(added, NewIdentifier)
    assert (added.person, added.scheme) == (first.person, "iin")


def test_perhaps_the_same_person(table: Table) -> None:
    """Born on the same day, an alike name, another number: a question, not an answer."""
    table.bring(table.worker())
    alike, other = table.plan(
        table.worker(surname_kk="Сейтова"), table.worker(surname_kk="Сералиева", given_kk="Гүлнар")
    )
    assert alike.outcome is NEW
    assert "same_person_perhaps" in codes(alike)
    assert "same_person_perhaps" not in codes(other)


def test_the_dead(table: Table) -> None:
    row = table.worker()
    [first] = table.bring(row)
    assert first.person is not None
    commands.record_death(table.world.command(), first.person, date(2026, 2, 20), "куәлік 1")
    [again] = table.plan(row)
    assert again.outcome is SAME
    [planned] = table.plan(row | {"position": "Фельдшер", "hired_on": "01.03.2026"})
    assert planned.outcome is WRONG
    assert issues(planned) == {"hired_on": "died"}
    # What was before the death may be entered, as `hire` lets it be.
    before = {"position": "Фельдшер", "hired_on": "01.03.2022", "left_on": "01.03.2023", "is_main": "жоқ"}
    [planned] = table.plan(row | before)
    assert planned.outcome is JOB


def test_those_abroad_are_not_hired_before_their_return(table: Table) -> None:
    """As `hire` refuses them, also when they have come back since; a job from before may be entered."""
    row = table.worker(left_on="31.12.2025", leave_reason="own wish")
    [first] = table.bring(row)
    assert first.person is not None
    commands.record_emigration(table.world.command(), first.person, date(2026, 1, 10), "DEU", end_jobs=False)
    job = row | {"position": "Фельдшер", "left_on": "", "leave_reason": ""}
    within = job | {"hired_on": "20.01.2026"}
    [planned] = table.plan(within)
    assert issues(planned) == {"hired_on": "is_abroad"}
    assert planned.outcome is WRONG
    commands.record_return(table.world.command(), first.person, date(2026, 2, 1), table.employer)
    assert table.outcomes(within, job | {"hired_on": "02.02.2026"}) == [WRONG, JOB]


def test_a_merged_duplicate_leads_to_the_kept_one(table: Table) -> None:
    from tirkelim.register.commands.merging import merge_people

    row, twin = table.worker(), table.worker(hired_on="01.02.2020", left_on="31.01.2024", leave_reason="own wish")
    kept, duplicate = table.bring(row, twin)
    assert kept.person
    assert duplicate.person
    merge_people(table.world.command(), duplicate.person, kept.person, "құжаттары бір")
    [planned] = table.plan(twin)
    assert planned.person == kept.person
    assert planned.outcome is SAME


def test_a_certificate_of_somebody_else(table: Table) -> None:
    paper = {
        "certificate_number": "Б-1",
        "certificate_specialty": "secondary.nursing",
        "certificate_issued_on": "01.02.2024",
        "certificate_valid_until": "01.02.2029",
    }
    one, two = table.plan(table.worker(**paper), table.worker(**paper))
    assert (one.outcome, two.outcome) == (NEW, WRONG)
    table.bring(table.worker(**paper))
    [planned] = table.plan(table.worker(**paper))
    assert issues(planned)["certificate_number"] == "certificate_taken"


def test_trainings_are_not_entered_twice(table: Table) -> None:
    course = {"training_programme": "Шұғыл көмек", "training_completed_on": "01.03.2023"}
    row = table.worker(**course)
    [first] = table.bring(row)
    table.bring(row | {"training_programme": "ШҰҒЫЛ  КӨМЕК"})
    assert Training.objects.current().filter(person=first.person).count() == 1
    [planned] = table.plan({k: v for k, v in row.items() if k not in course} | {"no_training": "Иә"})
    assert issues(planned) == {"no_training": "trainings_known"}


def test_a_fixed_number_of_queries(table: Table, django_assert_max_num_queries: Any) -> None:
    rows = [table.worker() for _ in range(30)]
    table.bring(*rows)
    new = [table.worker() for _ in range(30)]
    with django_assert_max_num_queries(20):
        table.plan(*rows, *new)
