"""The pages of the ledger: adding, looking first, correcting, taking back, warnings, suggestions, other days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.builders import NURSING, PNG
from tests.portal.ledger.conftest import SEMINAR, Browser, Ledger, days, scan, visible

from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.models import Role
from tirkelim.register import commands
from tirkelim.register.models import Activity

pytestmark = pytest.mark.django_db
ADD = "/ledger/add/3/"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_opens(world: Ledger, language: str) -> None:
    """Empty and with results under all criteria, in each language."""
    browser = world.browser(language=language)
    browser.text("/ledger/")
    browser.text("/ledger/add/")
    for row in range(1, 22):
        browser.text(f"/ledger/add/{row}/")
    world.educate()
    world.certify()
    line = world.result()
    world.result(21, details={"count": 3}, title="Сараптама")
    for path in ("", f"{line}/", f"{line}/correct/", f"{line}/withdraw/", f"add/?result={line}",
                 f"{line}/correct/?criterion=4"):  # fmt: skip
        browser.text(f"/ledger/{path}")


def test_a_seminar_is_looked_at_first_and_then_saved(world: Ledger, browser: Browser) -> None:
    """The preview stores no result but keeps the file; saving stores both once."""
    answer = browser.send(ADD, {**SEMINAR, "evidence": scan(), "look": "1"})
    assert (answer.status_code, Activity.objects.count()) == (200, 0)
    assert "It earns 31.25 credit units." in visible(answer)
    assert "Nothing is saved yet" in visible(answer)
    file = EvidenceFile.objects.get()
    assert f'name="kept_evidence" value="{file.id}"'.encode() in answer.content
    command = uuid4()
    for _ in range(2):
        answer = browser.send(ADD, {**SEMINAR, "kept_evidence": str(file.id)}, command)
        assert answer.status_code == 302, visible(answer)
    row = Activity.objects.get()
    assert (row.details, row.evidence, row.source, row.foreign_ranks) == (
        {"hours": "62.5", "online": False}, file.id, "declared", None,
    )  # fmt: skip
    assert "It earns 31.25 credit units." in browser.text(answer.headers["Location"])
    assert "31.25 credit units" in browser.text("/ledger/")


def test_without_its_document_a_result_earns_nothing_and_says_which_is_needed(browser: Browser) -> None:
    """With the place of law; it can be saved all the same, and the document added later."""
    shown = visible(browser.send(ADD, {**SEMINAR, "look": "1"}))
    assert "It earns no credit units." in shown
    assert "With its document it would earn 31.25 credit units." in shown
    assert "the supporting document is not complete" in shown
    assert "283/2020 p.11" in shown
    assert browser.send(ADD, SEMINAR).status_code == 302
    line = Activity.objects.get().line
    answer = browser.send(f"/ledger/{line}/correct/", {**SEMINAR, "evidence": scan()})
    assert answer.status_code == 302
    assert "31.25 credit units" in browser.text("/ledger/")


def test_outside_the_window_the_reason_and_the_place_are_named(browser: Browser) -> None:
    """A webinar of six years ago."""
    old = {**SEMINAR, **days(completed_on=date(2020, 3, 2)), "evidence": scan(), "look": "1"}
    shown = visible(browser.send("/ledger/add/4/", old))
    assert "It earns no credit units." in shown
    assert "more than five years before confirmation" in shown
    assert "With its document" not in shown
    assert "283/2020 p.6" in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Name of it, as in the document: fill this in"),
        ({"hours": ""}, "Fill in one of these: Hours / Credits"),
        ({"hours": "62,3"}, "Write whole or half hours"),
        ({"hours": "0"}, "The number must be greater than 0"),
        ({"hours": "many"}, "Write a number in digits"),
        (days(completed_on=date(2026, 3, 3)), "The date must be"),
        (days(completed_on=date(1025, 5, 16)), "This day is too long ago: check the year"),
        (days(started_on=date(2025, 5, 17)), "It cannot begin after it ended"),
        ({"specialty": "residency.magic"}, "Choose one of the options"),
        ({"abroad": "yes", "qs": "0"}, "The number must be at least 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser: Browser, change: dict[str, Any], words: str) -> None:
    """Neither what was typed nor the file that came with it."""
    answer = browser.send(ADD, {**SEMINAR, **change, "organisation_name": "Ерекше ұйым", "evidence": scan()})
    assert (answer.status_code, Activity.objects.count()) == (422, 0)
    assert words in visible(answer)
    assert "Ерекше ұйым".encode() in answer.content
    assert f'value="{EvidenceFile.objects.get().id}"'.encode() in answer.content


def test_a_file_that_is_no_document_is_refused_in_words(browser: Browser) -> None:
    """What it is, its bytes say."""
    answer = browser.send(ADD, {**SEMINAR, "evidence": scan("scan.png", b"MZ not a picture")})
    assert answer.status_code == 422
    assert not EvidenceFile.objects.exists()


def test_somebody_elses_file_is_not_taken_over(world: Ledger, browser: Browser) -> None:
    """An id in a hidden field gives no right."""
    stranger = world.applicant("stranger")
    other = world.browser(stranger)
    other.send(ADD, {**SEMINAR, "evidence": scan()})
    theirs = Activity.objects.get()
    browser.send(ADD, {**SEMINAR, "kept_evidence": str(theirs.evidence)})
    mine = Activity.objects.get(person=world.me)
    assert mine.evidence is None
    for path in ("", "correct/", "withdraw/", "file/evidence/"):
        assert browser.get(f"/ledger/{theirs.line}/{path}").status_code == 404
        assert browser.send(f"/ledger/{theirs.line}/{path}", SEMINAR).status_code in (404, 405)
    assert other.get(f"/ledger/{theirs.line}/file/evidence/").content == PNG
    assert other.get(f"/ledger/{theirs.line}/file/translation/").status_code == 404
    assert other.get(f"/ledger/{theirs.line}/file/anything/").status_code == 404


def test_who_adds_a_file_to_an_older_result_is_asked_nothing_else(world: Ledger, browser: Browser) -> None:
    """HR or another system may have stored less than the form asks: what was never said stands as not known."""
    html = browser.get(f"/ledger/{world.result()}/correct/").content.decode()
    checked = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="(\w+)"[^>]*checked', html)
    assert {("online", "unsure"), ("document_language", "kk"), ("abroad", "no")} <= set(checked)


def test_only_workers_have_a_ledger(world: Ledger) -> None:
    """Staff without a person of their own have none."""
    hr = world.account("personnel", Role.HR_OFFICER, organisation=world.clinic)
    assert world.browser(hr).get("/ledger/").status_code == 404


def test_a_correction_in_two_windows_is_told(world: Ledger, browser: Browser) -> None:
    """The second one is kept in its form, not saved over the first."""
    line = world.result()
    seen = str(Activity.objects.get().pk)
    path = f"/ledger/{line}/correct/"
    assert browser.send(path, {**SEMINAR, "title": "Бірінші", "seen": seen}).status_code == 302
    answer = browser.send(path, {**SEMINAR, "title": "Екінші", "seen": seen})
    assert (answer.status_code, Activity.objects.current().get().title) == (422, "Бірінші")
    assert "changed in another window" in visible(answer)
    assert f'name="seen" value="{Activity.objects.current().get().pk}"'.encode() in answer.content


def test_a_result_moves_under_another_criterion(world: Ledger, browser: Browser) -> None:
    """With what both have in common."""
    line = world.result(details={"hours": "62.5", "online": True})
    path = f"/ledger/{line}/correct/?criterion=4"
    assert "62.5" in browser.get(path).content.decode()
    assert browser.send(path, {**SEMINAR, "online": "yes"}).status_code == 302
    assert Activity.objects.current().get().criterion == 4


def test_a_result_is_taken_back(world: Ledger, browser: Browser) -> None:
    """After a question; a second click finds nothing."""
    line, command = world.result(), uuid4()
    assert browser.send(f"/ledger/{line}/withdraw/", {}, command).status_code == 302
    assert not Activity.objects.current().exists()
    assert browser.send(f"/ledger/{line}/withdraw/", {}, command).status_code == 404


def test_twins_are_warned_of_and_name_ones_own_results_alone(world: Ledger, browser: Browser) -> None:
    """The same name, number or file; nothing is forbidden, and nobody else's results are named."""
    world.result(4, title="жараны  КҮТУ", document_number="A-1")
    other = world.applicant("stranger")
    commands.add_activity(
        world.command(), other.person, 4, title="Бөтен", completed_on=date(2025, 1, 1), source="declared",
        document_number="B-2", details={"hours": "10"},
    )  # fmt: skip
    shown = visible(browser.send(ADD, {**SEMINAR, "document_number": "B-2", "look": "1"}))
    assert "The same name stands at: жараны КҮТУ (4)." in shown
    assert "Бөтен" not in shown
    assert browser.send(ADD, {**SEMINAR, "document_number": "B-2"}).status_code == 302
    assert browser.text("/ledger/").count("The same name stands at") == 2


def test_further_education_of_the_record_is_offered_once(world: Ledger, browser: Browser) -> None:
    """With its form filled in; not after it was added."""
    done = commands.add_training(
        world.command(), person=world.me, programme="Мейіргер ісі", completed_on=date(2024, 5, 17),
        source="document", hours=120, certificate_number="Б-7", specialty=NURSING, organisation_name="Колледж",
    )  # fmt: skip
    assert "Add with its document" in browser.text("/ledger/")
    path = f"/ledger/add/1/?training={done.result['training']}"
    page = browser.get(path).content.decode()
    assert 'value="120"' in page
    assert 'value="Б-7"' in page
    world.result(1, date(2024, 5, 17), title="Цикл", document_number="Б 7", details={"hours": "120"})
    assert "Add with its document" not in browser.text("/ledger/")


def test_another_day_and_a_foreign_document(world: Ledger, browser: Browser) -> None:
    """What counts today counts no more in five years; a foreign document waits for its translation."""
    answer = browser.send(ADD, {**SEMINAR, "document_language": "en", "evidence": scan()})
    assert "notarised translation" in browser.text(answer.headers["Location"])
    path = f"{answer.headers['Location']}correct/"
    more = {"document_language": "en", "translated_into": "kk", "translation": scan("kk.png")}
    assert browser.send(path, {**SEMINAR, **more}).status_code == 302
    assert "31.25 credit units" in browser.text("/ledger/")
    later = "&".join(f"{name}={value}" for name, value in days(day=date(2031, 2, 1)).items())
    shown = browser.text(f"/ledger/?{later}")
    assert "As if confirmed on 1 February 2031" in shown
    assert "more than five years" in shown
    early = "&".join(f"{name}={value}" for name, value in days(day=date(2020, 2, 1)).items())
    assert browser.get(f"/ledger/?{early}").status_code == 422


def test_learning_abroad_is_valid_by_two_rankings(browser: Browser) -> None:
    """Otherwise its recognition is asked for (p.15)."""
    abroad = {**SEMINAR, "abroad": "yes", "qs": "12", "original_document": "yes"}
    shown = visible(browser.send(ADD, {**abroad, "evidence": scan(), "look": "1"}))
    assert "Please apply for recognition" in shown
    shown = visible(browser.send(ADD, {**abroad, "the": "249", "evidence": scan(), "look": "1"}))
    assert "Please apply for recognition" not in shown
    browser.send(ADD, {**abroad, "the": "249"})
    assert Activity.objects.get().foreign_ranks == {"qs": 12, "arwu": None, "the": 249, "original_document": True}
