"""The worker's side: choosing, sending, following, taking back, reading the sheet."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.urls import reverse
from tests.builders import NURSING
from tests.portal.confirming.test_room import fields, page
from tests.portal.desk.conftest import sign_in
from tests.services.cpd.clinic import Clinic

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Role
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.register.models import CpdSheet


def test_what_counts_is_chosen_already(clinic: Clinic) -> None:
    good, old = clinic.result(), clinic.result(completed_on=date(2019, 1, 1))
    nothing = clinic.result(evidence=None)
    for language in ("kk", "ru", "en"):
        html = page(sign_in(clinic.nurse, language), "hand_over")
        for line, chosen in ((good, True), (old, False), (nothing, False)):
            box = html[html.index(f'value="{line}"') :].partition(">")[0]
            assert ("checked" in box) is chosen
        assert "№ 5 қалалық емхана" in html


def test_a_result_of_another_specialty_is_not_chosen_for_the_worker(clinic: Clinic) -> None:
    """It may be handed over, with a word on what HR will be asked."""
    other, unsaid = clinic.result(specialty="residency.therapy"), clinic.result(specialty=None)
    html = page(sign_in(clinic.nurse, "en"), "hand_over")
    for line, chosen in ((other, False), (unsaid, True)):
        box = html[html.index(f'value="{line}"') :].partition(">")[0]
        assert ("checked" in box) is chosen
    assert "It was entered for “" in html
    assert "No specialty is named." in html


def test_sent_once_however_often_it_is_clicked(clinic: Clinic) -> None:
    line = clinic.result()
    client = sign_in(clinic.nurse)
    sent = fields(page(client, "hand_over")) | {"specialty": NURSING, "rows": [str(line)], "statement": "on"}
    answers = [client.post(reverse("hand_over"), sent) for _ in range(2)]
    case = Case.objects.get()
    assert case.state == "considered"
    for answer in answers:
        assert answer.url == reverse("my_confirmation", kwargs={"case": case.id})
    assert case.number in page(client, "my_confirmations")
    assert case.number in page(client, "my_confirmation", case=case.id)
    assert reverse("my_confirmation", kwargs={"case": case.id}) in page(client, "hand_over")


def test_what_is_missing_is_named_and_nothing_is_lost(clinic: Clinic) -> None:
    line, other = clinic.result(), clinic.result()
    client = sign_in(clinic.nurse, "en")
    sent = fields(page(client, "hand_over")) | {"specialty": NURSING, "rows": [str(other)]}
    answer = client.post(reverse("hand_over"), sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Confirm that the documents are your own." in html
    assert "checked" in html[html.index(f'value="{other}"') :].partition(">")[0]
    assert "checked" not in html[html.index(f'value="{line}"') :].partition(">")[0]
    assert client.post(reverse("hand_over"), sent | {"rows": [str(uuid4())], "statement": "on"}).status_code == 422
    assert not Case.objects.filter(submitted_at__isnull=False).exists()


def test_without_a_main_workplace(clinic: Clinic) -> None:
    freelancer = clinic.applicant("free", surname="Еркінова")
    clinic.result(of=freelancer)
    client = sign_in(freelancer, "en")
    html = page(client, "hand_over")
    assert "no main place of work" in html
    assert "Hand over</button>" not in html
    sent = {"command": str(uuid4()), "specialty": NURSING, "rows": ["x"], "statement": "on"}
    assert client.post(reverse("hand_over"), sent).status_code in (200, 422)
    assert not Case.objects.exists()


def test_someone_without_results_or_specialty(clinic: Clinic) -> None:
    newcomer = clinic.applicant("new", surname="Жаңа")
    assert "Choose the specialty first" in page(sign_in(newcomer, "en"), "hand_over")
    page(sign_in(clinic.account("officer2", Role.ADMINISTRATOR)), "hand_over", 404)


def test_taking_back(clinic: Clinic) -> None:
    case = clinic.hand_over(clinic.result())
    client = sign_in(clinic.nurse)
    html = page(client, "my_confirmation", case=case.id)
    client.post(reverse("my_confirmation_withdraw", kwargs={"case": case.id}), fields(html))
    assert clinic.fresh(case).state == "withdrawn"
    assert clinic.hr is not None
    page(sign_in(clinic.hr), "confirmation", 404, case=case.id)
    for language in ("kk", "ru", "en"):
        page(sign_in(clinic.nurse, language), "my_confirmation", case=case.id)


def test_the_refused_row_and_the_way_to_mend_it(clinic: Clinic) -> None:
    good, bad = clinic.result(), clinic.result(title="Вебинар", criterion=4)
    case = clinic.hand_over(good, bad)
    clinic.review(case, good)
    clinic.review(case, bad, accepted=False, reason=RefusedReason.HOURS_NOT_STATED, note="Сағаты жоқ")
    clinic.word(clinic.hr, case, "confirm_hr")
    clinic.word(clinic.head, case, "confirm_head")
    client = sign_in(clinic.nurse)
    assert "Сағаты жоқ" in page(client, "my_confirmation", case=case.id)
    work(clinic.now)
    html = page(client, "my_confirmation", case=case.id)
    assert reverse("ledger_correct", kwargs={"line": bad}) in html
    assert reverse("cpd_sheet_document", kwargs={"sheet": CpdSheet.objects.get().id}) in html
    assert "Сағаты жоқ" in page(client, "hand_over")

    again = clinic.at_head(good, bad)
    clinic.word(clinic.head, again, "confirm_head")
    old, new = CpdSheet.objects.order_by("change__at")
    assert new.number in page(client, "cpd_sheet", sheet=old.id)
    assert old.number in page(client, "cpd_sheet", sheet=new.id)
    assert old.number in page(client, "my_confirmations")
