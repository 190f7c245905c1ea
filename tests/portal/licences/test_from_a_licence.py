"""What is begun from a licence: annex, re-issue, duplicate of a paper original alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import time_machine
from django.test import Client
from django.utils.translation import override
from tests.licences import CARDIOLOGY, LicenceOffice
from tests.licences import base as made_base
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.portal.licences.earlier import paper_licence
from tests.portal.licences.filling import attach, base, day, holder, information, latest, send

from tirkelim.cases.models import Case
from tirkelim.law.standards.services import Action
from tirkelim.portal.licences.giving import in_words
from tirkelim.register.models import Licence, LicenceAnnex
from tirkelim.services.licence.precheck import problems

ALMATY = "750000000"


def begin_from(client: Client, licence: Licence, action: str, annex: LicenceAnnex | None = None) -> Any:
    page = client.get(f"/licences/held/{licence.id}/")
    said = {"action": action} | ({"annex": str(annex.id)} if annex else {})
    return client.post(f"/licences/held/{licence.id}/begin/", hidden(page) | {"command": str(uuid4())} | said)


def sent(client: Client, there: str) -> Case:
    answer = send(client, f"{there}check/", consent="on", true="on")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Case.objects.get(pk=there.rstrip("/").rpartition("/")[2])


def test_another_annex_at_a_new_base_and_at_one_of_the_register(office: LicenceOffice) -> None:
    licence = office.granted()
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        client = sign_in(office.head)
        there = str(begin_from(client, licence, "issue_annex").headers["Location"])
        known = client.get(f"{there}bases/")
        assert len(known.context["known"]) == 1
        base(client, there, "Астана, Тұран, 40", "14")
        held = licence.annexes.get().base
        add = {**hidden(client.get(f"{there}bases/")), "base": str(held.id)}
        assert client.post(f"{there}bases/add/", add).headers["Location"].endswith(f"/{held.id}/premises/")
        assert not client.get(f"{there}bases/").context["known"]
        send(client, f"{there}bases/{held.id}/remove/")
        holder(client, there)
        information(client, there)
        check = client.get(f"{there}check/")
        assert check.context["fee"].fee.is_free
        assert check.context["fee"].reading
        case = sent(client, there)
    assert (case.action, case.territory) == ("issue_annex", licence.office)


def test_a_base_of_the_register_keeps_its_address_and_is_not_given_what_it_has(office: LicenceOffice) -> None:
    licence = office.granted()
    held = licence.annexes.get().base
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        client = sign_in(office.head)
        there = str(begin_from(client, licence, "issue_annex").headers["Location"])
        client.post(f"{there}bases/add/", {**hidden(client.get(f"{there}bases/")), "base": str(held.id)})
        at = f"{there}bases/{held.id}/"
        assert client.get(f"{at}place/").headers["Location"] == f"{at}premises/"
        send(client, f"{at}premises/", title="ownership", title_number="", cadastral_number="")
        send(client, f"{at}contact/", contact="Сейітова", telephone="+77010000001")
        again = send(client, f"{at}subtypes/", subtypes=["1.2", "14"])
        assert again.status_code == 422
        assert "001" in again.content.decode()
        new = {**hidden(client.get(f"{there}bases/")), "more": "yes"}
        same = str(client.post(f"{there}bases/", new).headers["Location"]).removesuffix("place/")
        send(client, f"{same}place/", kato=licence.office, address="астана  Сарыарқа даңғылы 12", name="")
        assert send(client, f"{same}subtypes/", subtypes=["1.2"]).status_code == 422
        assert send(client, f"{same}subtypes/", subtypes=["1.3"]).status_code == 302
        assert send(client, f"{same}specialties/1.3/", specialty=CARDIOLOGY, more="1").status_code == 422


def test_an_annex_that_is_claimed_again_cannot_be_sent(office: LicenceOffice) -> None:
    licence = office.granted()
    named = {"id": str(licence.annexes.get().base_id), "address": "Астана, Сарыарқа даңғылы, 12"}
    said = {"held": {"licence": str(licence.id)}, "bases": {"bases": [made_base(**named)]}}
    case = office.begun(office.head, office.answers(Action.ISSUE_ANNEX, **said))
    assert {problem.code for problem in problems(case, office.now)} == {"annex_has_it"}
    with override("en"):
        told = in_words(next(iter(problems(case, office.now))))
    assert told.startswith("Астана, Сарыарқа даңғылы, 12: annex 001")


def test_a_base_does_not_move_to_another_region(office: LicenceOffice) -> None:
    licence = office.granted()
    annex = licence.annexes.get()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head, "en")
        there = str(begin_from(client, licence, "reissue_annex", annex).headers["Location"])
        send(client, f"{there}change/reason/", reason="base_moved")
        row = latest().draft.data["bases"]["typed"]["rows"][0]
        moved = send(client, f"{there}bases/{row['id']}/place/", kato=ALMATY, address="Алматы, Абай, 8", name="")
        assert moved.status_code == 422
        assert "another annex" in moved.content.decode()


def test_a_renamed_holder_is_reissued_without_a_visit(office: LicenceOffice) -> None:
    licence = office.granted()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head, "en")
        there = str(begin_from(client, licence, "reissue").headers["Location"])
        assert client.get(f"{there}bases/").status_code == 404
        wrong = send(client, f"{there}change/reason/", reason="base_moved")
        assert wrong.status_code == 422
        onward = send(client, f"{there}change/reason/", reason="name")
        assert onward.headers["Location"].endswith("/change/change/")
        changed = day("changed_on", 2026, 3, 6)
        assert send(client, f"{there}change/change/", document="№ 4", **changed).headers["Location"] == there
        holder(client, there)
        attach(client, there, "change_documents")
        check = client.get(f"{there}check/")
        assert "The register still has the old name" in check.content.decode()
        assert not check.context["visited"]
        assert not check.context["fee"].fee.is_free
        office.renamed(office.clinic, "«Шипа-2» клиникасы", date(2026, 3, 5))
        assert "The register still has the old name" not in client.get(f"{there}check/").content.decode()
        case = sent(client, there)
    assert case.action == "reissue"


def test_a_base_that_moves_is_named_with_its_subtypes(office: LicenceOffice) -> None:
    licence = office.granted()
    annex = licence.annexes.get()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head)
        there = str(begin_from(client, licence, "reissue_annex", annex).headers["Location"])
        send(client, f"{there}change/reason/", reason="base_renamed")
        assert (
            send(client, f"{there}change/change/", document="№ 4", **day("changed_on", 2026, 3, 6))
            .headers["Location"]
            .endswith("/change/address/")
        )
        assert client.get(f"{there}bases/").status_code == 404
        send(client, f"{there}change/reason/", reason="base_moved")
        listed = client.get(f"{there}bases/")
        assert listed.context["full"]
        row = latest().draft.data["bases"]["typed"]["rows"][0]
        assert sorted(row["subtypes"]) == ["1.2", "1.3"]
        at = f"{there}bases/{row['id']}/"
        send(client, f"{at}place/", kato=licence.office, address="Астана, Кенесары, 8", name="")
        send(client, f"{at}premises/", title="ownership", title_number="", cadastral_number="")
        send(client, f"{at}contact/", contact="Сейітова", telephone="+77010000001")
        information(client, there)
        holder(client, there)
        attach(client, there, "change_documents")
        assert client.get(f"{there}check/").context["visited"]
        case = sent(client, there)
    assert case.action == "reissue_annex"


def test_a_duplicate_of_paper_alone(office: LicenceOffice) -> None:
    licence = office.granted()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head)
        refused = begin_from(client, licence, "duplicate")
        assert refused.headers["Location"] == f"/licences/held/{licence.id}/"
        assert begin_from(client, licence, "issue").headers["Location"] == f"/licences/held/{licence.id}/"
        assert begin_from(client, licence, "nothing").status_code == 400
        paper = paper_licence(office)
        annex = paper.annexes.get()
        for action, held in (("duplicate", None), ("duplicate_annex", annex)):
            there = str(begin_from(client, paper, action, held).headers["Location"])
            said = day("noticed_on", 2026, 2, 20)
            assert send(client, f"{there}loss/loss/", circumstances="", **said).status_code == 422
            assert send(client, f"{there}loss/loss/", circumstances="Су басты", **said).status_code == 302
            holder(client, there)
            assert sent(client, there).action == action


def test_begun_once_and_taken_up_again(office: LicenceOffice) -> None:
    licence = office.granted()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head)
        first = begin_from(client, licence, "reissue").headers["Location"]
        assert begin_from(client, licence, "reissue").headers["Location"] == first
        annex = LicenceAnnex.objects.get(licence=licence)
        other = begin_from(client, licence, "reissue_annex", annex).headers["Location"]
        assert other != first
    stranger = sign_in(office.applicant("stranger"))
    answer = stranger.post(f"/licences/held/{licence.id}/begin/", {"command": str(uuid4()), "action": "reissue"})
    assert answer.status_code == 404
