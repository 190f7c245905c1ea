"""The room of residency bases: free places, contracts, recommending, agreeing, refusing; and who sees what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.builders import ASTANA, PNG
from tests.portal.applicant.conftest import Visitor
from tests.services.placement.world import CARDIOLOGY, Residency

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.register import commands
from tirkelim.register.models import (
    BaseContract,
    BasePlaces,
    Employment,
    Organisation,
    OrganisationStatus,
    Person,
    PersonIdentifier,
    Placement,
    StatusKind,
)


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


TRAINING = {"specialty": CARDIOLOGY, **day("starts_on", date(2026, 9, 1)), **day("ends_on", date(2028, 7, 31))}
PAPERS = {"recommendation_number": "Ұ-12", **day("recommendation_on", date(2026, 2, 20))}


def begun(residency: Residency, at_school: Visitor, surname: str = "Оразбаева") -> UUID:
    person = residency.resident(surname)
    iin = PersonIdentifier.objects.get(person=person).value
    response = at_school.post("residency_recommend", {"iin": iin, "surname": surname.upper()})
    return UUID(response.headers["Location"].split("/")[-3])


def test_from_the_number_to_the_ministry(residency: Residency, at_school: Visitor) -> None:
    case = begun(residency, at_school)
    at_school.post("residency_step", TRAINING, case=case, step="training")
    page = at_school.get("residency_step", case=case, step="base")
    assert "№ 2 қалалық көпбейінді аурухана" in page
    at_school.post("residency_step", {"base": str(residency.base_id)}, case=case, step="base")
    assert "training_contract_number" not in at_school.get("residency_step", case=case, step="papers")
    last = at_school.post("residency_step", PAPERS, case=case, step="papers")
    assert last.headers["Location"].endswith("/check/")
    assert "АК-1" in at_school.get("residency_check", case=case)
    at_school.send("residency_check", case=case)
    sent = Case.objects.get(pk=case)
    assert (sent.state, sent.organisation) == ("considered", residency.school_id)
    assert str(sent.number) in at_school.get("residency_placement", case=case)
    assert str(sent.number) in at_school.get("residency_school")


def test_mistakes_are_named_and_nothing_is_lost(residency: Residency, at_school: Visitor) -> None:
    person = residency.resident()
    iin = PersonIdentifier.objects.get(person=person).value
    at_school.post("residency_recommend", {"iin": "123", "surname": "Х"}, expect=422)
    page = at_school.post("residency_recommend", {"iin": iin, "surname": "Басқа"}, expect=422).content.decode()
    assert f'value="{iin}"' in page
    case = begun(residency, at_school, "Серікова")
    wrong = TRAINING | day("ends_on", date(2026, 8, 1))
    page = at_school.post("residency_step", wrong, expect=422, case=case, step="training").content.decode()
    assert 'value="2026"' in page
    at_school.get("residency_step", expect=302, case=case, step="papers")
    at_school.get("residency_step", expect=404, case=case, step="nowhere")
    at_school.get("residency_check", expect=302, case=case)


def test_a_resident_the_register_does_not_know(residency: Residency, at_school: Visitor) -> None:
    iin = residency.iin(date(1999, 5, 4), male=True)
    at_school.post("residency_recommend", {"iin": iin, "surname": "Жаңаев"}, expect=200)
    known = {"iin": iin, "surname": "Жаңаев", "given": "Асан", "patronymic": ""}
    at_school.send("residency_recommend", known | day("birth_date", date(1998, 5, 4)), expect=422)
    at_school.send("residency_recommend", known | day("birth_date", date(1999, 5, 4)))
    assert Case.objects.get(service="placement").subject.identifiers.get().value == iin


def test_begun_twice_is_one(residency: Residency, at_school: Visitor) -> None:
    first = begun(residency, at_school)
    iin = PersonIdentifier.objects.get(person=Case.objects.get(pk=first).subject_id).value
    again = at_school.post("residency_recommend", {"iin": iin, "surname": "Оразбаева"})
    assert str(first) in again.headers["Location"]


def test_bases_that_cannot_take_anybody_say_why(residency: Residency, at_school: Visitor) -> None:
    ended = residency.base("Мерзімі өткен аурухана", accredited_to=date(2026, 9, 1))
    residency.contract(ended, "Ш-6")
    full = residency.base("Орны жоқ аурухана", places=0)
    case = begun(residency, at_school)
    at_school.post("residency_step", TRAINING, case=case, step="training")
    page = at_school.get("residency_step", case=case, step="base")
    assert "аккредиттеуі қолданыста емес" in page
    assert "бос орын жоқ" in page
    for base in (ended, full):
        assert f'value="{base}"' not in page
        at_school.send("residency_step", {"base": str(base)}, expect=422, case=case, step="base")


def test_a_scientific_clinic_asks_for_the_training_contract(residency: Residency, at_school: Visitor) -> None:
    base = residency.organisation("Кардиология институты")
    residency.status(base, StatusKind.SCIENTIFIC_CLINIC, "Ғ-1")
    residency.status(base, StatusKind.RESIDENCY_BASE, "АК-3")
    residency.places(base, 1)
    residency.contract(base, "Ш-8")
    case = begun(residency, at_school)
    at_school.post("residency_step", TRAINING, case=case, step="training")
    at_school.post("residency_step", {"base": str(base)}, case=case, step="base")
    at_school.post("residency_step", PAPERS, expect=422, case=case, step="papers")
    more = {"training_contract_number": "О-3", **day("training_contract_on", date(2026, 2, 1))}
    at_school.send("residency_step", PAPERS | more, case=case, step="papers")
    assert "О-3" in at_school.get("residency_check", case=case)


def test_the_ministry_agrees(residency: Residency, at_ministry: Visitor, at_base: Visitor, at_school: Visitor) -> None:
    case = residency.sent()
    assert str(case.number) in at_ministry.get("residency_ministry")
    assert "АК-1" in at_ministry.get("residency_case", case=case.id)
    at_ministry.post("residency_agree", {"reference": ""}, expect=422, case=case.id)
    at_ministry.send("residency_agree", {"reference": "Хат № 7"}, case=case.id)
    placement = Placement.objects.get()
    assert Employment.objects.get(line=placement.employment).position == 13
    for page in (
        at_ministry.get("residency_case", case=case.id),
        at_school.get("residency_placement", case=case.id),
    ):
        assert placement.number in page
    assert "Оразбаева" in at_base.get("residency_places")
    assert "Оразбаева" in at_school.get("residency_school")


def test_the_ministry_does_not_agree(residency: Residency, at_ministry: Visitor, at_school: Visitor) -> None:
    case = residency.sent()
    at_ministry.post("residency_refuse", {"reference": ""}, expect=422, case=case.id)
    at_ministry.send("residency_refuse", {"reference": "Бағдарлама тоқтатылды, № 9 хат"}, case=case.id)
    page = at_school.get("residency_placement", case=case.id)
    assert "Бағдарлама тоқтатылды, № 9 хат" in page
    work(residency.now)
    at_school.get("residency_document", case=case.id, document=Document.objects.get().id)


def test_unmet_requirements_refuse_without_another_reason(residency: Residency, at_ministry: Visitor) -> None:
    base = residency.base("Аккредиттеуі аяқталған", accredited_to=date(2026, 3, 1))
    residency.contract(base, "Ш-6")
    case = residency.sent(base)
    assert "Хат" not in at_ministry.get("residency_case", case=case.id)
    page = at_ministry.get("residency_agree", case=case.id)
    assert 'name="reference"' not in page
    at_ministry.post("residency_refuse", {"reference": ""}, case=case.id)
    decision = residency.fresh(case).decisions.get()
    assert [ground["number"] for ground in decision.verdicts["grounds"]] == [2]


def test_facts_that_changed_meanwhile_are_shown_first(residency: Residency, at_ministry: Visitor) -> None:
    case = residency.sent()
    at_ministry.get("residency_agree", case=case.id)
    residency.status(residency.base_id, StatusKind.EDUCATION_CLINIC, "М-2")
    response = at_ministry.send("residency_agree", {"reference": "Хат № 7"}, expect=422, case=case.id)
    assert "Хат № 7" in response.content.decode()
    assert residency.fresh(case).state == "considered"


def test_a_document_is_asked_for_attached_and_read(
    residency: Residency, at_ministry: Visitor, at_school: Visitor
) -> None:
    case = residency.sent()
    at_ministry.post("residency_ask", {"documents": []}, expect=422, case=case.id)
    at_ministry.send("residency_ask", {"documents": ["recommendation"], "note": "Көшірмесі"}, case=case.id)
    assert "Көшірмесі" in at_school.get("residency_placement", case=case.id)
    at_school.get("residency_attach", case=case.id, document="recommendation")
    sent: dict[str, Any] = {"language": "kk", "file": SimpleUploadedFile("hat.png", PNG, "image/png")}
    at_school.send("residency_attach", sent, case=case.id, document="recommendation")
    at_school.get("residency_placement", case=case.id)
    at_school.send("residency_answer", case=case.id)
    assert residency.fresh(case).state == "considered"
    file = case.filings.get().evidence
    assert "hat.png" in at_ministry.get("residency_case", case=case.id)
    for visitor in (at_ministry, at_school):
        assert visitor.client.get(reverse("residency_file", args=[case.id, file])).status_code == 200
    stranger = residency.organisation("Басқа университет")
    other = Visitor(residency.account("other", Role.EDUCATION_ORGANISATION, organisation=stranger))
    other.get("residency_file", expect=404, case=case.id, file=file)
    at_school.get("residency_attach", expect=404, case=case.id, document="recommendation")


def test_a_recommendation_is_taken_back(residency: Residency, at_school: Visitor) -> None:
    case = residency.sent()
    at_school.post("residency_withdraw", case=case.id)
    assert residency.fresh(case).state == "withdrawn"
    at_school.get("residency_withdraw", expect=302, case=case.id)


def test_the_school_records_contracts(residency: Residency, at_school: Visitor) -> None:
    base = residency.base("Жаңа база")
    number = Organisation.objects.get(pk=base).bin
    said = {
        "bin": number, "number": "Ш-9", **day("signed_on", date(2026, 1, 5)), **day("first_day", date(2026, 2, 1)),
    }  # fmt: skip
    at_school.post("residency_contract_add", said | {"bin": "1"}, expect=422)
    at_school.post("residency_contract_add", said | {"bin": residency.base_bin_of_nobody()}, expect=422)
    at_school.post("residency_contract_add", said)
    row = BaseContract.objects.get(number="Ш-9")
    change = said | day("last_day", date(2026, 12, 31)) | {"reason": "Бұзылды"}
    at_school.post("residency_contract", change | {"reason": ""}, expect=422, contract=row.line)
    at_school.post("residency_contract", change, contract=row.line)
    assert BaseContract.objects.current().get(line=row.line).valid_to == date(2027, 1, 1)


def test_the_base_records_places(residency: Residency, at_base: Visitor) -> None:
    said = {"specialty": "residency.neurology", "places": "3", **day("first_day", date(2026, 9, 1))}
    at_base.post("residency_places_add", said | {"places": "0"}, expect=422)
    at_base.post("residency_places_add", said)
    row = BasePlaces.objects.get(specialty="residency.neurology")
    at_base.post("residency_places_change", said | {"places": "5", "reason": "Бөлімше"}, line=row.line)
    assert BasePlaces.objects.current().get(line=row.line).places == 5


def test_free_places_by_region_specialty_and_day(residency: Residency, at_school: Visitor) -> None:
    residency.base("Абай аурухана", kato="100000000")
    address = reverse("residency")
    assert "№ 2 қалалық көпбейінді аурухана" in at_school.get("residency")
    only = {"region": ASTANA, "specialty": CARDIOLOGY}
    page = at_school.text(at_school.client.get(address, only), 200)
    assert "Абай аурухана" not in page
    before = only | day("day", date(2024, 1, 1))
    assert "№ 2 қалалық" not in at_school.text(at_school.client.get(address, before), 200)
    at_school.text(at_school.client.get(address, only | {"day_day": "31", "day_month": "2", "day_year": "2026"}), 422)


def test_a_status_that_ended_during_a_placement_is_shown(residency: Residency, clock: time_machine.Coordinates) -> None:
    residency.placed()
    row = OrganisationStatus.objects.current().get(organisation=residency.base_id, kind="residency_base")
    commands.correct_status(
        residency.command(),
        row.line,
        number="АК-1",
        valid_from=row.valid_from,
        valid_to=date(2026, 10, 1),
        reason="№ 3",
    )
    clock.move_to(datetime(2026, 10, 2, 5, tzinfo=UTC))
    at_base, at_ministry = Visitor(residency.hr), Visitor(residency.ministry)
    assert "ешкімді қабылдамайды" in at_base.get("residency_places")
    assert "№ 2 қалалық көпбейінді аурухана" in at_ministry.get("residency")
    assert "ешкімді қабылдамайды" in at_ministry.get("residency_base", base=residency.base_id)


def test_who_sees_what(residency: Residency) -> None:
    case = residency.sent()
    stranger = residency.organisation("Басқа университет")
    others = [
        residency.account("other", Role.EDUCATION_ORGANISATION, organisation=stranger),
        residency.officer(),
        residency.account("employment", Role.EMPLOYMENT_OFFICER, territory=ASTANA),
        residency.hr,
        residency.applicant("somebody"),
    ]
    for account in others:
        visitor = Visitor(account)
        for page in (
            "residency_placement",
            "residency_check",
            "residency_withdraw",
            "residency_case",
            "residency_agree",
        ):
            visitor.get(page, expect=404, case=case.id)
        visitor.get("residency_ministry", expect=404)
    Visitor(residency.school).get("residency_case", expect=404, case=case.id)
    Visitor(residency.ministry).get("residency_withdraw", expect=404, case=case.id)
    resident = residency.account("resident", Role.APPLICANT, person=case.subject_id)
    assert str(case.number) in Visitor(resident).get("residency_placement", case=case.id)
    Visitor(resident).get("applications")
    Visitor(resident).get("residency", expect=404)
    coordinator = Visitor(residency.account("coordinator", Role.NATIONAL_COORDINATOR))
    assert "Оразбаева" not in coordinator.get("residency_base", base=residency.base_id)
    Visitor(None).get("residency", expect=302)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_in_every_language(
    residency: Residency, at_school: Visitor, at_ministry: Visitor, at_base: Visitor, language: str
) -> None:
    for visitor in (at_school, at_ministry, at_base):
        visitor.client.post(reverse("choose_language"), {"language": language, "next": "/"})
    draft, sent = residency.recommended(), residency.sent()
    for page in ("residency", "residency_school", "residency_recommend", "residency_contract_add"):
        assert f'lang="{language}" class' in at_school.get(page)
    for page in ("residency_check", "residency_withdraw"):
        at_school.get(page, case=draft.id)
    at_school.get("residency_placement", case=sent.id)
    at_school.get("residency_base", base=residency.base_id)
    for page in ("residency_case", "residency_agree", "residency_refuse", "residency_ask"):
        at_ministry.get(page, case=sent.id)
    at_base.get("residency_places")
    assert Person.objects.exists()
