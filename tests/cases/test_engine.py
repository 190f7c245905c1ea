"""The engine: one decision whatever happens at once, nothing against the law, everything in the journal."""

from __future__ import annotations

import pytest
from tests.builders import ASTANA, Office

from tirkelim.cases.command import Applied, Forbidden, Invalid, Repeated, Stale
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Decision, OfficerFinding
from tirkelim.cases.states import State
from tirkelim.gateway.records import DataSet
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.verify import verify_all
from tirkelim.law.finding import Outcome
from tirkelim.register.models import Certificate


def test_a_nurse_with_everything_in_order_is_granted(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)

    proposal = weigh(case, office.now).proposal
    assert proposal.verdicts[0].outcome is Outcome.GRANT, proposal.unmet()
    outcome = office.decide(officer, case, "grant")

    assert isinstance(outcome, Applied)
    certificate = Certificate.objects.get(number=outcome.result["number"])
    assert (certificate.specialty, certificate.issued_on.year, certificate.valid_until.year) == (
        "secondary.nursing",
        2026,
        2031,
    )
    assert office.fresh(case).state == State.GRANTED
    assert verify_all().good


def test_the_same_click_twice_is_one_decision(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)
    command, digest, version = office.command(officer.id), office.digest(case), case.version

    first = office.do(officer, case, "grant", command=command, facts_digest=digest, version=version)
    second = office.do(officer, case, "grant", command=command, facts_digest=digest, version=version, expect=Repeated)

    assert first.result == second.result
    assert Decision.objects.filter(case=case).count() == 1


def test_the_second_of_two_officers_is_told(office: Office) -> None:
    one, other, applicant = office.officer("one"), office.officer("other"), office.applicant()
    case = office.submitted(applicant)
    digest, version = office.digest(case), case.version

    office.do(one, case, "grant", facts_digest=digest, version=version)
    outcome = office.do(other, case, "refuse", facts_digest=digest, version=version, expect=None)

    assert isinstance(outcome, (Stale, Invalid))
    assert Decision.objects.filter(case=case).count() == 1


def test_facts_that_changed_since_they_were_seen_stop_the_decision(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)
    seen = office.digest(case)
    office.do(officer, case, "record_finding", kind="untrue", reference="акт № 4", note="")

    outcome = office.do(officer, case, "grant", facts_digest=seen, expect=Stale)

    assert outcome.what == "facts"
    assert not Decision.objects.exists()


def test_nothing_is_granted_against_an_unmet_requirement(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)
    office.do(officer, case, "record_finding", kind="untrue", reference="акт № 4", note="")

    outcome = office.decide(officer, case, "grant")

    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["requirements_not_met"]
    assert not Certificate.objects.exists()


def test_nothing_is_refused_without_a_ground(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)

    outcome = office.decide(officer, case, "refuse")

    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["no_ground"]


def test_a_refusal_names_every_ground_with_its_requirements(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant, in_systems=False, refused=(DataSet.BANS,))
    office.do(officer, case, "record_finding", kind="untrue", reference="акт № 4", note="")

    assert isinstance(office.decide(officer, case, "refuse"), Applied)

    stored = Decision.objects.get(case=case)
    grounds = {ground["number"]: ground for ground in stored.verdicts["grounds"]}
    assert set(grounds) == {1, 2, 6}
    assert grounds[1]["reference"] == "акт № 4"
    assert "certificate.assessment" in grounds[2]["requirements"]
    assert all(finding["message"]["kk"] for finding in stored.findings)


def test_only_the_office_of_the_territory_decides(office: Office) -> None:
    stranger, applicant = office.officer("almaty", kato="750000000"), office.applicant()
    case = office.submitted(applicant)

    assert case.territory == ASTANA
    outcome = office.do(stranger, case, "grant", facts_digest=office.digest(case), expect=None)
    assert isinstance(outcome, Forbidden)


def test_the_applicant_does_not_decide_the_own_case(office: Office) -> None:
    applicant = office.applicant()
    case = office.submitted(applicant)

    outcome = office.do(applicant, case, "grant", facts_digest=office.digest(case), expect=None)

    assert isinstance(outcome, Forbidden)


def test_the_clock_starts_at_submission_and_is_told(office: Office) -> None:
    case = office.submitted(office.applicant())

    assert case.accepted_on.isoformat() == "2026-03-02"
    assert case.due_on.isoformat() == "2026-03-10"  # 8 March is a Sunday, its day off moves to the 9th
    assert case.number.startswith("A-")


def test_an_unanswered_page_stops_submission_and_names_the_page(office: Office) -> None:
    applicant = office.applicant()
    case = office.draft(applicant, {"claim": {"specialty": "secondary.nursing", "new": False, "level": None}})

    outcome = office.do(applicant, case, "submit", expect=Invalid)

    assert {problem.field for problem in outcome.problems} >= {"person", "education", "work", "declaration"}


def test_a_refused_command_leaves_nothing_behind(office: Office) -> None:
    officer, applicant = office.officer(), office.applicant()
    case = office.submitted(applicant)
    before = JournalEntry.objects.count()

    office.decide(officer, case, "refuse")

    assert JournalEntry.objects.count() == before
    assert office.fresh(case).version == case.version


@pytest.mark.parametrize("silent", [DataSet.BANS])
def test_a_silent_source_is_not_an_empty_one(office: Office, silent: DataSet) -> None:
    from tirkelim.gateway.demo import add_outage

    applicant = office.applicant()
    add_outage(silent, person=applicant.person)
    case = office.submitted(applicant)

    verdict = weigh(case, office.now).proposal.verdicts[0]

    assert verdict.outcome is Outcome.WAITING
    assert verdict.waiting_for == ("bans",)


def test_a_file_of_another_case_cannot_be_filed(office: Office) -> None:
    owner, stranger = office.applicant("owner"), office.applicant("stranger")
    theirs = office.evidence(office.draft(owner), owner)
    case = office.draft(stranger)

    outcome = office.do(
        stranger, case, "file_document", document="diploma", evidence=theirs, language="kk", expect=None
    )

    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["no_such_file"]


def test_the_ground_of_a_finding_follows_from_its_kind(office: Office) -> None:
    officer, case = office.officer(), office.submitted(office.applicant())

    office.do(officer, case, "record_finding", kind="court_ban", ground=1, reference="2-77", note="")
    unknown = office.do(officer, case, "record_finding", kind="whim", reference="2-78", note="", expect=None)

    assert [finding.ground for finding in OfficerFinding.objects.all()] == [4]
    assert isinstance(unknown, Invalid)
