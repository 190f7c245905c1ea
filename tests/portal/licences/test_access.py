"""Who comes into the room: the organisation's own, the individual alone; nobody else, and no former head."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.portal.licences.filling import base, begin, latest

from tirkelim.cases.models import Case
from tirkelim.identity.accounts import revoke_role
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.policy import forget

PAGES = ("", "bases/", "information/", "documents/", "check/", "withdraw/", "holder/holder/", "sent/")


def statuses(client: Client, there: str) -> set[int]:
    return {client.get(f"{there}{page}").status_code for page in PAGES}


def case_at(there: str) -> Case:
    return Case.objects.get(pk=there.rstrip("/").rpartition("/")[2])


def begun(office: LicenceOffice) -> str:
    client = sign_in(office.head)
    there = begin(client, str(office.clinic))
    base(client, there, "Астана, Сарыарқа, 12", "14")
    return there


def test_others_find_nothing(office: LicenceOffice) -> None:
    there = begun(office)
    other = office.organisation("Басқа клиника")
    for account in (
        office.head_of(other, "other-head"),
        office.applicant("somebody"),
        office.department,
        office.inspector,
        office.account("far-hr", Role.HR_OFFICER, organisation=other),
    ):
        assert statuses(sign_in(account), there) == {404}
    assert sign_in(office.department).get("/licences/").status_code == 404
    assert sign_in(office.head).get(f"/licences/cases/{uuid4()}/").status_code == 404
    assert Client().get(there).status_code == 302


def test_a_former_head_does_not_reach_the_organisation_s_case(office: LicenceOffice) -> None:
    there = begun(office)
    office.grant(office.head, Role.APPLICANT)
    grant = RoleGrant.objects.get(account=office.head.id, role=Role.HEAD_OF_ORGANISATION)
    revoke_role(office.command(), grant.id, date(2026, 3, 1))
    former = Account.objects.get(pk=office.head.id)
    forget(former)
    case = latest()
    assert case.subject_id == former.person
    client = sign_in(former)
    assert statuses(client, there) == {404}
    answer = client.post(f"{there}withdraw/", {"command": str(uuid4()), "version": str(case.version)})
    assert answer.status_code == 404
    assert client.get(f"/licences/?holder={office.clinic}").context["holder"].organisation is None
    assert there not in client.get("/licences/").content.decode()
    assert client.post("/licences/begin/", {"holder": str(office.clinic), "command": str(uuid4())}).status_code == 404
    next_head = sign_in(office.head_of(office.clinic, "next"))
    assert next_head.get(there).status_code == 200


def test_a_personnel_officer_reads_and_writes_nothing(office: LicenceOffice) -> None:
    there = begun(office)
    client = sign_in(office.account("hr-officer", Role.HR_OFFICER, organisation=office.clinic))
    assert client.get("/licences/").status_code == 200
    assert "licences/begin" not in client.get("/licences/").content.decode()
    page = client.get(there)
    assert page.status_code == 200
    assert "/holder/holder/" not in page.content.decode()
    assert client.get(f"{there}documents/").status_code == 200
    for path in ("bases/", "information/", "check/", "withdraw/", "holder/holder/"):
        assert client.get(f"{there}{path}").status_code == 404
    form = {"command": str(uuid4()), "version": str(latest().version)}
    for path in ("bases/add/", "withdraw/", "answer/", "again/", "documents/ask/"):
        assert client.post(f"{there}{path}", form).status_code == 404
    assert client.post("/licences/begin/", {"holder": str(office.clinic), **form}).status_code == 404


def test_a_head_without_a_person_is_told_what_to_do(office: LicenceOffice) -> None:
    head = office.account("nobody", Role.HEAD_OF_ORGANISATION, organisation=office.clinic)
    client = sign_in(head, "en")
    page = client.get("/licences/")
    assert "Ask the administrator" in page.content.decode()
    answer = client.post("/licences/begin/", {"command": str(uuid4()), "holder": str(office.clinic)})
    assert answer.status_code == 302
    assert not Case.objects.filter(service="licence").exists()


def test_one_head_of_several_switches(office: LicenceOffice) -> None:
    other = office.organisation("Екінші клиника")
    office.grant(office.head, Role.HEAD_OF_ORGANISATION, organisation=other)
    office.grant(office.head, Role.APPLICANT)
    client = sign_in(office.head)
    page = client.get("/licences/")
    assert len(page.context["others"]) == 2
    assert case_at(begin(client, str(other))).organisation == other
    assert not client.get(f"/licences/?holder={office.clinic}").context["lines"]
    assert len(client.get(f"/licences/?holder={other}").context["lines"]) == 1
    assert not client.get("/licences/?holder=own").context["lines"]
    assert case_at(begin(client, "own")).organisation is None
    assert len(client.get("/licences/?holder=own").context["lines"]) == 1


def test_the_cabinet_does_not_show_them(office: LicenceOffice) -> None:
    office.grant(office.head, Role.APPLICANT)
    client = sign_in(office.head)
    for holder in (str(office.clinic), "own"):
        there = begin(client, holder)
        case = case_at(there)
        cabinet = client.get(reverse("applications"))
        assert cabinet.status_code == 200
        assert not cabinet.context["lines"]
        assert reverse("licences") in cabinet.content.decode()
        assert there not in cabinet.content.decode()
        assert client.get(reverse("application", args=[case.id])).status_code == 404


@pytest.mark.parametrize(
    "path", ["step/none/", "holder/none/", "education/graduation/", "loss/loss/", "change/reason/"]
)
def test_parts_that_this_application_does_not_have(office: LicenceOffice, path: str) -> None:
    there = begun(office)
    assert sign_in(office.head).get(f"{there}{path}").status_code in (302, 404)
    form = {"command": str(uuid4()), "version": str(latest().version)}
    assert sign_in(office.head).post(f"{there}{path}", form).status_code == 404


def test_crafted_forms(office: LicenceOffice) -> None:
    there, client = begun(office), sign_in(office.head)
    version = str(latest().version)
    for page, more in (
        ("bases/add/", {"base": str(uuid4())}),
        ("bases/add/", {"base": "' or 1=1"}),
        (f"bases/{uuid4()}/place/", {}),
        (f"information/{uuid4()}/base/", {}),
        ("documents/application/", {}),
        ("documents/licence/", {}),
    ):
        answer = client.post(f"{there}{page}", {"command": str(uuid4()), "version": version} | more)
        assert answer.status_code == 404, page
    for sent in ({}, {"command": "x"}, {"command": str(uuid4()), "version": "-1"}):
        assert client.post(f"{there}holder/holder/", sent).status_code == 400
    assert client.post("/licences/begin/", {"holder": "someone", "command": str(uuid4())}).status_code == 404
    here = hidden(client.get(f"{there}bases/"))
    at = str(client.post(f"{there}bases/add/", here).headers["Location"]).removesuffix("place/")
    answer = client.post(f"{at}subtypes/", hidden(client.get(f"{at}subtypes/")) | {"subtypes": ["99", "1.3\x00"]})
    assert answer.status_code == 422
