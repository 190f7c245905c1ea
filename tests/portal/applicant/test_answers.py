"""Questions, one page each: everything typed is kept, right or wrong; nothing is done twice; nothing is overwritten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from tests.builders import COMPLETE, NURSING, NURSING_NAME, Office
from tests.portal.applicant.conftest import Visitor, typed

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.register import commands
from tirkelim.services.certificate.answers import read_answers

DIPLOMA = {
    "specialty": NURSING_NAME,
    "institution": "Астана медициналық колледжі",
    "country": "KZ",
    "graduated_on_day": "20",
    "graduated_on_month": "6",
    "graduated_on_year": "2025",
    "document_number": "ТКБ 0012345",
}


def test_a_double_click_begins_one_application(visitor: Visitor, applicant: Account) -> None:
    visitor.get("applications")
    first, second = visitor.send("application_open"), visitor.send("application_open")
    assert first.url == second.url  # type: ignore[attr-defined]
    assert Case.objects.filter(subject_id=applicant.person).count() == 1


def test_answers_arrive_clean(visitor: Visitor, empty: UUID) -> None:
    """Page by page, as the browser sends them, to the same answers as the service reads."""
    visitor.post("application_step", {"specialty": NURSING}, case=empty, page="claim", step="specialty")
    visitor.post("application_step", {"new": "no", "level": ""}, case=empty, page="claim", step="level")
    visitor.post("application_step", {"residence_kato": "710000000"}, case=empty, page="person", step="residence")
    visitor.post("application_step", {"name_changed": "no"}, case=empty, page="person", step="name")
    visitor.post("application_step", {"kind": "technical_vocational"}, case=empty, page="education", step="kind")
    visitor.post("application_step", DIPLOMA, case=empty, page="education", step="diploma")
    visitor.post("application_step", {"exists": "none"}, case=empty, page="held", step="certificate")
    visitor.post("application_step", {"working": "now"}, case=empty, page="work", step="now")
    dates = {"started_on_day": "1", "started_on_month": "9", "started_on_year": "2025", "uninterrupted": "yes"}
    visitor.post("application_step", dates, case=empty, page="work", step="dates")
    visitor.post("application_rows", {"more": "no"}, case=empty, page="studies")
    visitor.post("application_rows", {"more": "no"}, case=empty, page="trainings")

    data = {page: typed(empty, page) for page in COMPLETE if page != "declaration"}
    wanted = {page: {"clean": clean} for page, clean in COMPLETE.items() if page != "declaration"}
    assert read_answers(data) == read_answers(wanted)


def test_a_diploma_from_abroad_names_its_recognition(visitor: Visitor, empty: UUID) -> None:
    """Asked of those who studied abroad only; until it is answered the part is not done."""
    there = {"case": empty, "page": "education"}
    visitor.post("application_step", {"kind": "bachelor"}, step="kind", **there)
    response = visitor.post("application_step", {**DIPLOMA, "country": "TR"}, step="diploma", **there)
    assert response.url.endswith("/education/recognition/")  # type: ignore[attr-defined]
    assert typed(empty, "education")["clean"] is None

    recognition = {
        "recognised_by": "Ұлттық орталық",
        "recognition_order": "112",
        "recognition_registration": "KZ-77",
        "recognised_on_day": "5",
        "recognised_on_month": "9",
        "recognised_on_year": "2025",
    }
    visitor.post("application_step", recognition, step="recognition", **there)

    education = read_answers({"education": typed(empty, "education")}).education
    assert education is not None
    assert (education.country, education.recognised_by, str(education.recognised_on)) == (
        "TR",
        "Ұлттық орталық",
        "2025-09-05",
    )


def test_a_mistake_is_kept_and_shown_again(visitor: Visitor, empty: UUID) -> None:
    """A date that does not exist, and an empty box: said beside the field and above, kept for the next visit."""
    visitor.post("application_step", {"kind": "bachelor"}, case=empty, page="education", step="kind")
    wrong = {**DIPLOMA, "graduated_on_day": "31", "graduated_on_month": "2", "institution": ""}
    page = visitor.post("application_step", wrong, expect=422, case=empty, page="education", step="diploma")
    for text in (page.content.decode(), visitor.get("application_step", case=empty, page="education", step="diploma")):
        assert "govuk-error-summary" in text
        assert 'value="31"' in text
        assert "ТКБ 0012345" in text
        assert 'href="#id_graduated_on_day"' in text
        assert 'href="#id_institution"' in text
    assert typed(empty, "education")["clean"] is None
    assert "govuk-tag--red" in visitor.get("application", case=empty)


def test_save_and_return_keeps_what_is_unfinished(visitor: Visitor, empty: UUID) -> None:
    sent = {"institution": "Колледж", "later": "1"}
    visitor.post("application_step", {"kind": "bachelor"}, case=empty, page="education", step="kind")
    response = visitor.post("application_step", sent, case=empty, page="education", step="diploma")
    assert response.url == reverse("application", kwargs={"case": empty})  # type: ignore[attr-defined]
    assert typed(empty, "education")["typed"]["institution"] == "Колледж"


def test_another_window_overwrites_nothing(visitor: Visitor, applicant: Account, empty: UUID) -> None:
    """Who saves second is told; what they typed stands in the form, and the next press of the button saves it."""
    there = {"case": empty, "page": "person", "step": "residence"}
    visitor.get("application_step", **there)
    other = Visitor(applicant)
    other.post("application_step", {"specialty": NURSING}, case=empty, page="claim", step="specialty")
    page = visitor.send("application_step", {"residence_kato": "750000000"}, expect=409, **there).content.decode()
    assert '<option value="750000000" selected>' in page
    assert "govuk-notification-banner" in page
    visitor.send("application_step", {"residence_kato": "750000000"}, **there)
    assert typed(empty, "person")["typed"]["residence_kato"] == "750000000"
    assert typed(empty, "claim")["typed"]["specialty"] == NURSING


def test_a_double_click_saves_once(visitor: Visitor, office: Office, empty: UUID) -> None:
    there = {"case": empty, "page": "person", "step": "residence"}
    visitor.get("application_step", **there)
    for _ in range(2):
        response = visitor.send("application_step", {"residence_kato": "710000000"}, **there)
        assert "person/name" in response.url  # type: ignore[attr-defined]
    assert Case.objects.get(pk=empty).version == 2


def test_what_no_database_keeps_is_left_out(visitor: Visitor, empty: UUID) -> None:
    """An invisible character, and a text beyond all reason."""
    visitor.post("application_step", {"kind": "bachelor"}, case=empty, page="education", step="kind")
    odd = {**DIPLOMA, "institution": "Кол\x00ледж", "document_number": "я" * 100_000}
    visitor.post("application_step", odd, expect=422, case=empty, page="education", step="diploma")
    kept = typed(empty, "education")["typed"]
    assert kept["institution"] == "Колледж"
    assert len(kept["document_number"]) == 2_000


def test_levels_are_those_of_the_specialty(visitor: Visitor, empty: UUID) -> None:
    """A nurse chooses among 4.0 to 4.3; a specialisation has no levels; a level of another specialty is not kept."""
    visitor.post("application_step", {"specialty": NURSING}, case=empty, page="claim", step="specialty")
    page = visitor.get("application_step", case=empty, page="claim", step="level")
    assert 'value="4.3"' in page
    assert 'value="7.1 (R)"' not in page
    visitor.post("application_step", {"new": "no", "level": "4.2"}, case=empty, page="claim", step="level")
    visitor.post("application_step", {"specialty": "special.endoscopy"}, case=empty, page="claim", step="specialty")
    assert typed(empty, "claim")["clean"]["level"] is None


def test_a_changed_answer_closes_what_hung_on_it(visitor: Visitor, empty: UUID) -> None:
    """From "I hold a certificate" to "none": its details are asked no more and count no more."""
    visitor.post("application_step", {"exists": "with_term"}, case=empty, page="held", step="certificate")
    details = {"number": "A-1", "issued_on_day": "1", "issued_on_month": "2", "issued_on_year": "2020"}
    visitor.post("application_step", {**details, "later": "1"}, case=empty, page="held", step="details")
    assert typed(empty, "held")["clean"] is None
    visitor.post("application_step", {"exists": "none"}, case=empty, page="held", step="certificate")
    assert typed(empty, "held")["clean"] == {"exists": False}
    response = visitor.client.get(
        reverse("application_step", kwargs={"case": empty, "page": "held", "step": "details"})
    )
    assert response.status_code == 302


def test_the_register_fills_in_the_first_visit(
    visitor: Visitor, office: Office, applicant: Account, empty: UUID
) -> None:
    """Diploma and work that the register knows stand in the form, marked, and accuse nobody of what they lack."""
    assert applicant.person is not None
    commands.add_education(
        office.command(), person=applicant.person, kind="technical_vocational", graduated_on=date(2015, 6, 20),
        source="document", specialty=NURSING_NAME, institution="Қарағанды колледжі",
    )  # fmt: skip
    office.job(applicant.person, office.organisation(), specialty=NURSING_NAME)
    visitor.post("application_step", {"specialty": NURSING}, case=empty, page="claim", step="specialty")
    kind = visitor.get("application_step", case=empty, page="education", step="kind")
    assert 'value="technical_vocational" checked' in kind
    page = visitor.get("application_step", case=empty, page="education", step="diploma")
    assert "Қарағанды колледжі" in page
    assert "govuk-inset-text" in page
    assert "govuk-error" not in page
    assert 'value="now" checked' in visitor.get("application_step", case=empty, page="work", step="now")


def test_answers_kept_clean_by_others_are_shown(visitor: Visitor, draft: Case) -> None:
    """A draft whose pages were filled in by an import stands in the forms like a typed one."""
    page = visitor.get("application_step", case=draft.id, page="held", step="certificate")
    assert 'value="none" checked' in page
    page = visitor.get("application_step", case=draft.id, page="work", step="dates")
    assert 'value="2025"' in page


def test_every_part_is_marked_complete(visitor: Visitor, draft: Case) -> None:
    page = visitor.get("application", case=draft.id)
    assert reverse("application_check", kwargs={"case": draft.id}) in page
    assert reverse("application_consent", kwargs={"case": draft.id}) in page


def test_an_empty_application_cannot_be_sent_yet(visitor: Visitor, empty: UUID) -> None:
    page = visitor.get("application", case=empty)
    assert reverse("application_check", kwargs={"case": empty}) not in page
    for name in ("application_check", "application_consent"):
        assert visitor.client.get(reverse(name, kwargs={"case": empty})).status_code == 302


def test_an_old_form_with_another_answer_is_shown_again(visitor: Visitor, empty: UUID) -> None:
    """Back in the browser and another choice, with the form as it was: nothing is lost, one more press saves it."""
    there = {"case": empty, "page": "person", "step": "residence"}
    visitor.get("application_step", **there)
    visitor.send("application_step", {"residence_kato": "710000000"}, **there)
    page = visitor.send("application_step", {"residence_kato": "750000000"}, expect=409, **there).content.decode()
    assert '<option value="750000000" selected>' in page
    visitor.send("application_step", {"residence_kato": "750000000"}, **there)
    assert typed(empty, "person")["typed"]["residence_kato"] == "750000000"
