"""What is signed reads well in every language, for every service and every purpose; and says the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils import translation
from tests.builders import COMPLETE, Office
from tests.foreigners import Foreign
from tests.licences import LicenceOffice
from tests.services.conformity.commission_room import CommissionRoom
from tests.services.cpd.clinic import Clinic
from tests.services.licence.visits.site import Site

from tirkelim.cases import engine
from tirkelim.cases.command import CaseCommand
from tirkelim.cases.models import Case
from tirkelim.cases.signed_content import bin_of
from tirkelim.identity.models import Account
from tirkelim.law.digest import canonical
from tirkelim.portal.signing.summary import summary_of
from tirkelim.services.conformity.commission import minutes
from tirkelim.signatures.requiring import SignatureWanted

pytestmark = pytest.mark.django_db


@contextmanager
def asked(office: Office, settings: Any) -> Iterator[None]:
    with time_machine.travel(office.now + timedelta(minutes=5), tick=True):
        settings.SIGNATURES_REQUIRED = True
        yield


def content_of(office: Office, actor: Account, case: Case, name: str, **body: Any) -> dict[str, Any]:
    """What would be signed: asked for twice, and the same both times."""
    found = []
    for _ in range(2):
        wanted = CaseCommand(name, case.id, office.fresh(case).version, office.command(actor.id), body)
        with pytest.raises(SignatureWanted) as raised:
            engine.execute(wanted, actor)
        found.append(raised.value.content)
    assert canonical(found[0]) == canonical(found[1])
    return dict(found[0])


def said(content: dict[str, Any], language: str) -> str:
    """The summary as the page shows it."""
    with translation.override(language):
        return render_to_string("portal/signing/_parts.html", {"parts": summary_of(content)})


def check(content: dict[str, Any], *words: str) -> None:
    """The words stand in the summary in every language, and none shows a bare id."""
    texts = {language: said(content, language) for language in ("kk", "ru", "en")}
    for language, text in texts.items():
        for word in words:
            assert word in text, (language, word)
        assert not any(_is_id(part) for part in text.replace("<", " ").replace(">", " ").split()), language
    assert texts["kk"] != texts["ru"] != texts["en"]


def _is_id(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return len(word) == 36


def test_an_application_for_a_certificate(settings: Any) -> None:
    office = Office()
    nurse = office.applicant()
    case = office.draft(nurse)
    office.do(nurse, case, "file_document", document="diploma", evidence=office.evidence(case, nurse), language="kk")
    with asked(office, settings):
        content = content_of(office, nurse, case, "submit")
    assert content["documents"][0]["sha256"]
    check(content, "Астана медициналық колледжі", "ТКБ 0012345")


def test_an_application_whose_draft_says_something_else_by_now(settings: Any) -> None:
    office = Office()
    nurse = office.applicant()
    case = office.draft(nurse)
    with asked(office, settings):
        content = content_of(office, nurse, case, "submit")
    settings.SIGNATURES_REQUIRED = False
    other = {"education": {"typed": {}, "clean": COMPLETE["education"] | {"institution": "Басқа колледж"}}}
    office.do(nurse, case, "save_draft", data=other)
    text = said(content, "kk")
    assert "Астана медициналық колледжі" in text
    assert "Басқа колледж" not in text


def test_results_handed_over_and_confirmed(settings: Any) -> None:
    clinic = Clinic()
    line = clinic.result(title="Күндізгі семинар")
    case = clinic.hand_over(line)
    clinic.review(case, line)
    assert clinic.hr is not None
    seen = clinic.seen(case)
    with asked(clinic, settings):
        version = clinic.fresh(case).version
        wanted = CaseCommand("confirm_hr", case.id, version, clinic.command(clinic.hr.id), {}, seen)
        with pytest.raises(SignatureWanted) as raised:
            engine.execute(wanted, clinic.hr)
    content = dict(raised.value.content)
    assert content["units"]["total"] == content["rows"][0]["units"]
    check(content, "Күндізгі семинар", "ИБ-")


def test_results_about_to_be_handed_over_are_named(settings: Any) -> None:
    clinic = Clinic()
    line = clinic.result(title="Күндізгі семинар")
    with asked(clinic, settings), pytest.raises(SignatureWanted) as raised:
        clinic.hand_over(line)
    content = dict(raised.value.content)
    assert content["answers"]["rows"] == [str(line)]
    assert Case.objects.get(service="cpd").state == "draft"
    check(content, "Күндізгі семинар")


def test_an_application_for_a_licence_and_the_act_of_its_visit(settings: Any) -> None:
    site = Site()
    visit = site.told(site.applied(), site.now + timedelta(days=2))
    site.now += timedelta(days=2, minutes=20)
    site.note_all(visit)
    with asked(site, settings), pytest.raises(SignatureWanted) as raised:
        site.sign(visit)
    content = dict(raised.value.content)
    assert "number" not in content["act"]
    check(content, "Сарыарқа даңғылы, 12")


def test_a_licence_for_an_organisation_names_its_bin(settings: Any) -> None:
    office = LicenceOffice()
    case = office.begun()
    with asked(office, settings):
        content = content_of(office, office.head, case, "submit")
    assert content["organisation"]["bin"] == bin_of(office.clinic)
    check(content, bin_of(office.clinic), "Шипа")


def test_a_foreign_specialist_through_an_organisation(settings: Any) -> None:
    office = Foreign()
    case = office.begun(office.surgeon())
    hr = office.hr
    with asked(office, settings):
        content = content_of(office, hr, case, "submit")
    assert content["organisation"]["bin"]
    check(content, content["organisation"]["bin"])


def test_an_application_for_conformity_and_the_minutes(settings: Any) -> None:
    room = CommissionRoom()
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    made = room.draw_up(sitting)
    with asked(room, settings), pytest.raises(SignatureWanted) as raised:
        minutes.sign(room.command(room.second.id), made, made.digest, "Күмәнім бар")
    check(dict(raised.value.content), made.number, "Күмәнім бар", "member2")
