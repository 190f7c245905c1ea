"""What is begun from a licence: annex, re-issue, duplicate of a paper original alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from django.test import Client
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.portal.licences.earlier import paper_licence
from tests.portal.licences.filling import attach, base, day, holder, information, latest, send

from tirkelim.cases.models import Case
from tirkelim.register.models import Licence, LicenceAnnex


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
        assert client.post(f"{there}bases/add/", add).headers["Location"].endswith(f"/{held.id}/place/")
        assert not client.get(f"{there}bases/").context["known"]
        send(client, f"{there}bases/{held.id}/remove/")
        holder(client, there)
        information(client, there)
        check = client.get(f"{there}check/")
        assert check.context["fee"].fee.is_free
        assert check.context["fee"].reading
        case = sent(client, there)
    assert (case.action, case.territory) == ("issue_annex", licence.office)


def test_a_renamed_holder_is_reissued_without_a_visit(office: LicenceOffice) -> None:
    licence = office.granted()
    with time_machine.travel(office.now + timedelta(days=3), tick=False):
        client = sign_in(office.head)
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
        assert not check.context["visited"]
        assert not check.context["fee"].fee.is_free
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
