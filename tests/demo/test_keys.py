"""Keys for the accounts of the demo: whom they name, which are unfit, and that a second run leaves them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from tests.builders import Office

from tirkelim.demo.keys import issue_keys, made_up
from tirkelim.identity.identifiers import BIN, IIN, has_identifier, knows_identifier
from tirkelim.identity.models import Account, Role
from tirkelim.register.identifiers import parse_bin
from tirkelim.register.models import Organisation, PersonIdentifier
from tirkelim.signatures.purposes import SignerRole
from tirkelim.signatures.verify import USAGES
from tirkelim.standins.authority import Authority
from tirkelim.standins.ncalayer import read_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """A nurse, HR and a head of a clinic, an officer; all accounts of the demo."""
    made = Office()
    place = made.organisation()
    made.applicant("nurse")
    made.account("personnel", Role.HR_OFFICER, organisation=place)
    made.account("head", Role.HEAD_OF_ORGANISATION, organisation=place)
    made.officer()
    Account.objects.update(demo=True)
    return made


def test_everyone_has_the_keys_of_their_roles(office: Office, tmp_path: Path) -> None:
    now = timezone.now()
    authority = Authority.make(now, "", folder=tmp_path / "authority")
    count = issue_keys(authority, tmp_path / "keys", now)
    found = {key.name: key for key in read_keys(tmp_path / "keys")}
    assert count == len(found)
    assert set(found) == {
        "nurse_own", "nurse_auth", "nurse_expired", "nurse_revoked",
        "personnel_hr", "personnel_may-sign", "personnel_own", "personnel_auth", "personnel_expired",
        "personnel_revoked",
        "head_head", "head_own", "head_auth",
        "officer_employee", "officer_own", "officer_auth", "officer_expired", "officer_revoked",
    }  # fmt: skip
    assert found["personnel_hr"].carries((SignerRole.HR_OFFICER.value,))
    assert not found["head_head"].carries((SignerRole.HR_OFFICER.value,))
    assert found["nurse_auth"].carries((USAGES["authentication"],))
    assert not found["nurse_own"].carries((USAGES["authentication"],))
    assert found["nurse_expired"].key.certificate.not_valid_after_utc < now
    assert len(authority.list_revoked()) == 3


def test_accounts_stand_for_the_numbers_of_the_register(office: Office, tmp_path: Path) -> None:
    issue_keys(Authority.make(timezone.now(), ""), tmp_path, timezone.now())
    nurse, head = Account.objects.get(login="nurse"), Account.objects.get(login="head")
    own = PersonIdentifier.objects.current().filter(person=nurse.person, scheme="iin").first()
    assert own is None or has_identifier(nurse.id, IIN, own.value)
    assert has_identifier(head.id, BIN, Organisation.objects.get().bin)
    assert all(knows_identifier(account.id, IIN) for account in Account.objects.all())


def test_a_second_run_leaves_them_and_another_authority_does_not(office: Office, tmp_path: Path) -> None:
    authority = Authority.make(timezone.now(), "")
    issue_keys(authority, tmp_path, timezone.now())
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.p12")}
    issue_keys(authority, tmp_path, timezone.now())
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.p12")} == before
    issue_keys(Authority.make(timezone.now(), ""), tmp_path, timezone.now())
    assert (tmp_path / "nurse_own.p12").read_bytes() != before["nurse_own.p12"]


def test_made_up_numbers_are_proper_ones() -> None:
    assert parse_bin(made_up("310640", 90_000, 5)).year == 31
    assert len({made_up("8001011", number, 4) for number in range(1, 120)}) == 119
