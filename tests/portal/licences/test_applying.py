"""A head applies for a clinic: bases with their subtypes, the information form, documents, the check, sending."""

from __future__ import annotations

from tests.builders import ASTANA
from tests.licences import CARDIOLOGY, LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.portal.licences.filling import attach, base, begin, day, holder, information, latest, send

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.portal.licences.access import Holder
from tirkelim.portal.licences.index import cases_of
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.precheck import problems

HERE = "Астана, Сарыарқа, 12"
THERE = "Астана, Тұран, 40"
ALMATY = "750000000"


def test_from_the_first_page_to_the_department(office: LicenceOffice) -> None:
    client = sign_in(office.head, "en")
    there = begin(client, str(office.clinic))
    case = latest()
    assert case.organisation == office.clinic
    assert case.subject_id == office.head.person
    assert client.get(there).status_code == 200

    assert holder(client, there).headers["Location"] == there
    base(client, there, HERE, "1.2", "1.3", specialties=(CARDIOLOGY,))
    base(client, there, THERE, "14")
    listed = client.get(f"{there}bases/")
    assert [card.title for card in listed.context["cards"]] == [HERE, THERE]
    assert all(card.whole for card in listed.context["cards"])
    assert send(client, f"{there}bases/", more="no").headers["Location"] == there
    assert information(client, there) > 10

    check = client.get(f"{there}check/")
    assert check.status_code == 200
    assert check.context["visited"]
    assert str(check.context["fee"].fee.tenge) in check.content.decode().replace("\xa0", "").replace(",", "")
    assert check.context["open"] or check.context["lacking"]
    for kind in ("premises_title", "staff_work_proof"):
        assert attach(client, there, kind).status_code == 302
    check = client.get(f"{there}check/")
    assert not check.context["lacking"]
    assert not check.context["open"]
    assert check.context["proposal"].kind == ""
    assert send(client, f"{there}check/", true="on").status_code == 422
    assert send(client, f"{there}check/", consent="on", true="on").headers["Location"] == f"{there}sent/"

    sent = client.get(f"{there}sent/")
    assert sent.status_code == 200
    case = Case.objects.select_related("draft").get(pk=case.pk)
    assert (case.state, case.action, case.territory, case.organisation) == (
        "considered", "issue", ASTANA, office.clinic,
    )  # fmt: skip
    assert len(standing_filings(case)) == 2
    answers = read_answers(case.draft.data)
    assert [len(one.subtypes) for one in answers.claimed_bases()] == [2, 1]
    assert answers.claimed_bases()[0].subtypes[1].specialty == CARDIOLOGY
    assert not list(problems(case, office.later(minutes=1)))
    page = client.get(there)
    assert page.status_code == 200
    assert case.number in page.content.decode()
    assert client.get("/licences/").status_code == 200


def test_an_individual_is_asked_for_education_and_sends(office: LicenceOffice) -> None:
    client = sign_in(office.applicant("dentist"), "ru")
    there = begin(client, "own")
    case = latest()
    assert case.organisation is None
    holder(client, there)
    wrong = send(client, f"{there}education/graduation/", graduation_year="2999")
    assert wrong.status_code == 422
    assert b"2999" in wrong.content
    onward = send(client, f"{there}education/graduation/", graduation_year="2010")
    assert onward.headers["Location"].endswith("/education/retraining/")
    send(client, f"{there}education/retraining/", works_by_retraining="no")
    base(client, there, HERE, "14")
    information(client, there)
    documents = client.get(f"{there}documents/")
    assert "diploma" in str(documents.content) or documents.context["lacking"] == 1
    assert send(client, f"{there}check/", consent="on", true="on").status_code == 302
    assert Case.objects.get(pk=case.pk).state == "considered"


def test_what_is_wrong_is_kept_and_shown_again(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    wrong = send(client, f"{there}holder/holder/", kato=ASTANA, address="", telephone="+7 777", email="нет")
    assert wrong.status_code == 422
    again = client.get(f"{there}holder/holder/")
    assert "+7 777" in again.content.decode()
    assert "нет" in again.content.decode()
    at = base(client, there, HERE)  # no subtype was named
    listed = client.get(f"{there}bases/")
    assert [card.whole for card in listed.context["cards"]] == [False]
    assert client.get(f"{there}check/").headers["Location"] == there
    early = send(client, f"{at}premises/", title="", title_number="x" * 400, **day("title_on", 2030, 13, 1))
    assert early.status_code == 422
    assert "x" * 400 in client.get(f"{at}premises/").content.decode()


def test_a_subtype_by_specialties_needs_one(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    at = base(client, there, HERE, "1.3")
    assert not client.get(f"{there}bases/").context["cards"][0].whole
    page = f"{at}specialties/1.3/"
    assert send(client, page, specialty="", done="1").status_code == 422
    assert send(client, page, specialty="никакая", more="1").status_code == 422
    assert send(client, page, specialty=CARDIOLOGY, more="1").status_code == 302
    assert send(client, page, specialty=CARDIOLOGY, more="1").status_code == 422  # named twice
    assert send(client, page, specialty="", done="1").headers["Location"] == f"{there}bases/"
    assert client.get(f"{there}bases/").context["cards"][0].whole
    send(client, page, remove=CARDIOLOGY)
    assert not client.get(f"{there}bases/").context["cards"][0].whole
    assert client.get(f"{at}specialties/1.2/").status_code == 404


def test_a_base_that_goes_takes_its_lines_along(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    base(client, there, HERE, "1.2")
    second = base(client, there, THERE, "14")
    information(client, there)
    kept = latest().draft.data["information"]
    assert kept["clean"] is not None
    assert len({line["base"] for line in kept["clean"]["lines"]}) == 2
    assert client.get(f"{second}remove/").status_code == 200
    assert send(client, f"{second}remove/").headers["Location"] == f"{there}bases/"
    left = latest().draft.data["information"]
    assert len({line["base"] for line in left["clean"]["lines"]}) == 1
    assert len(left["typed"]["lines"]) < len(kept["typed"]["lines"])
    assert client.get(f"{second}place/").status_code == 404


def test_another_subtype_asks_for_its_lines(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    at = base(client, there, HERE, "1.2")
    information(client, there)
    assert latest().draft.data["information"]["clean"] is not None
    send(client, f"{at}subtypes/", subtypes=["1.2", "14"])
    assert latest().draft.data["information"]["clean"] is None
    groups = client.get(f"{there}information/").context["groups"]
    assert {task.status for _title, tasks in groups for task in tasks} == {"done", "to_do"}


def test_lines_are_kept_as_far_as_they_are_answered(office: LicenceOffice) -> None:
    client = sign_in(office.head, "en")
    there = begin(client, str(office.clinic))
    base(client, there, HERE, "14")
    page = client.get(f"{there}information/").context["groups"][0][1][0].href
    wrong = send(client, page, meets_0="no", note_0="ремонт")
    assert wrong.status_code == 422
    assert "Line 2" in wrong.content.decode()
    again = client.get(page)
    assert "ремонт" in again.content.decode()
    assert send(client, page, meets_0="no", note_0="ремонт", later="1").headers["Location"] == f"{there}information/"


def test_a_double_click_begins_one_and_adds_one(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    form = hidden(client.get("/licences/")) | {"holder": str(office.clinic)}
    first, second = client.post("/licences/begin/", form), client.post("/licences/begin/", form)
    assert first.headers["Location"] == second.headers["Location"]
    there = str(first.headers["Location"])
    add = hidden(client.get(f"{there}bases/"))
    assert (
        client.post(f"{there}bases/add/", add).headers["Location"]
        == (client.post(f"{there}bases/add/", add).headers["Location"])
    )
    assert len(latest().draft.data["bases"]["typed"]["rows"]) == 1


def test_what_another_window_changed_is_not_lost(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    at = base(client, there, HERE, "14")
    old = hidden(client.get(f"{at}contact/"))
    holder(client, there)
    late = client.post(f"{at}contact/", old | {"contact": "Басқа адам", "telephone": "1"})
    assert late.status_code == 409
    assert "Басқа адам" in late.content.decode()


def test_the_state_systems_are_asked_with_consent_alone(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    base(client, there, HERE, "14")
    form = hidden(client.get(f"{there}documents/"))
    client.post(f"{there}documents/ask/", form)
    assert "declaration" not in latest().draft.data
    client.post(f"{there}documents/ask/", form | {"consent": "1"})
    said = read_answers(latest().draft.data).declaration
    assert said is not None
    assert (said.consent, said.true) == (True, False)
    page = client.get(f"{there}documents/")
    assert {line.status for line in page.context["documents"]} <= {"missing", "held_by_system", "not_required"}


def test_bases_in_two_regions_are_not_sent(office: LicenceOffice) -> None:
    client = sign_in(office.head, "en")
    there = begin(client, str(office.clinic))
    holder(client, there)
    base(client, there, HERE, "14")
    away = base(client, there, "Алматы, Абай, 1", "14")
    send(client, f"{away}place/", kato="750000000", address="Алматы, Абай, 1", name="")
    information(client, there)
    answer = send(client, f"{there}check/", consent="on", true="on")
    assert answer.status_code == 422
    assert "one region" in answer.content.decode()
    assert latest().state == "draft"


def test_files_are_replaced_and_removed(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    base(client, there, HERE, "14")
    attach(client, there, "premises_title")
    first = standing_filings(latest())[0]
    attach(client, there, "premises_title")
    assert standing_filings(latest())[0].evidence != first.evidence
    assert client.get(f"{there}files/{first.evidence}/").status_code == 200
    assert client.get(f"{there}documents/premises_title/remove/").status_code == 200
    send(client, f"{there}documents/premises_title/remove/")
    assert not standing_filings(latest())
    assert client.get(f"{there}documents/diploma/").status_code == 404  # asked of individuals only


def test_what_is_being_considered_is_not_begun_again(office: LicenceOffice) -> None:
    """Nobody is led to pay for what could not be sent."""
    case = office.licence_case()
    client = sign_in(office.head)
    assert begin(client, str(office.clinic)) == f"/licences/cases/{case.id}/"
    assert latest() == case


def test_bases_in_two_regions_are_told_on_the_page_of_the_base(office: LicenceOffice) -> None:
    client = sign_in(office.head, "en")
    there = begin(client, str(office.clinic))
    base(client, there, HERE, "14")
    place = str(client.post(f"{there}bases/add/", hidden(client.get(f"{there}bases/"))).headers["Location"])
    wrong = send(client, place, kato=ALMATY, address=THERE, name="")
    assert wrong.status_code == 422
    assert "lie in another region: Astana" in wrong.content.decode()
    assert THERE in wrong.content.decode()
    assert send(client, place, kato=ASTANA, address=THERE, name="").status_code == 302


def test_a_telephone_is_one_that_can_be_called(office: LicenceOffice) -> None:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    for wrong in ("abc", "12", "+7 (701) 123-45-67 ext", "+" + "7" * 16):
        said = {"kato": ASTANA, "address": "Астана", "telephone": wrong}
        assert send(client, f"{there}holder/holder/", **said).status_code == 422
    said = {"kato": ASTANA, "address": "Астана", "telephone": "8 (7172) 12-34-56"}
    assert send(client, f"{there}holder/holder/", **said).status_code == 302


def test_a_discarded_draft_whose_fee_was_paid_stays_in_sight(office: LicenceOffice) -> None:
    paid, unpaid = office.begun(), office.begun()
    office.pay(office.head, paid)
    for case in (paid, unpaid):
        office.do(office.head, case, "withdraw")
    assert cases_of(Holder(office.clinic, office.head.person)) == [paid]


def test_a_gap_is_not_shown_as_a_mistake_when_the_page_is_opened(office: LicenceOffice) -> None:
    """As where the register has the clinic's address and no telephone."""
    client = sign_in(office.head, "en")
    there = begin(client, str(office.clinic))
    assert send(client, f"{there}holder/holder/", kato=ASTANA, address=HERE, telephone="").status_code == 422
    opened = client.get(f"{there}holder/holder/")
    assert opened.context["form"]["address"].value() == HERE
    assert "There is a problem" not in opened.content.decode() + client.get(there).content.decode()
    assert send(client, f"{there}holder/holder/", telephone="abc").status_code == 422
    assert "There is a problem" in client.get(f"{there}holder/holder/").content.decode()
    assert "There is a problem" in client.get(there).content.decode()
