"""The administrator's pages: who comes in, what one may do alone, what takes two, and what is left to be seen of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.urls import reverse
from tests.portal.signing_in.conftest import NOW, Browser, Clock, clock, make, with_factor, world  # noqa: F401
from tests.register.conftest import World

from tirkelim.identity.identifiers import BIN, IIN, account_with, has_identifier
from tirkelim.identity.models import ORGANISATION_ROLES, TERRITORY_ROLES, Account, AccountIdentifier, Proposal, Role
from tirkelim.portal.accounts.urls import urlpatterns
from tirkelim.register.models import Organisation

pytestmark = pytest.mark.usefixtures("clock")
ASTANA = "710000000"
FIRST = {"first_day_day": "2", "first_day_month": "3", "first_day_year": "2026"}


def signed_in(account: Account) -> Browser:
    browser = Browser()
    browser.enter(account.login)
    return browser


@pytest.fixture
def one() -> Browser:
    """An administrator."""
    return signed_in(make("admin-one", Role.ADMINISTRATOR))


@pytest.fixture
def two() -> Browser:
    """Another."""
    return signed_in(make("admin-two", Role.ADMINISTRATOR))


@pytest.fixture
def account() -> Account:
    """Somebody whose account it is about."""
    return make("aigul")


def address(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_comes_in(account: Account, role: Role, world: World) -> None:  # noqa: F811
    """To them the pages do not exist; the public is led to sign in."""
    where: dict[str, Any] = {}
    if role in ORGANISATION_ROLES:
        where = {"organisation": world.organisation()}
    elif role in TERRITORY_ROLES:
        where = {"territory": ASTANA}
    browser = signed_in(make("stranger", role, **where))
    ids = {
        "account": account.id,
        "grant": account.id,
        "identifier": account.id,
        "proposal": account.id,
        "what": "close",
    }
    for one_address in urlpatterns:
        if not str(one_address.name).startswith("security"):
            parts = {name: ids[name] for name in one_address.pattern.converters}
            path = address(str(one_address.name), **parts)
            answers = {browser.get(path).status_code, browser.send(path).status_code}
            assert 404 in answers, path
            assert answers <= {404, 302, 405}, path  # an address of forms leads a reader on; one of pages takes none
            assert Browser().send(path).status_code == 302, path


def test_accounts_are_found_by_name_and_iin_and_no_address_says_so(one: Browser, account: Account) -> None:
    from tests.portal.signing_in.conftest import command

    from tirkelim.identity.identifiers import link_identifier

    link_identifier(command(), account.id, IIN, "850314101019")
    for who in ("aigul", "name OF aig", "850314 101019"):
        page = one.post(address("account_list"), {"who": who}).content.decode()
        assert address("account", account=account.id) in page
    assert "No account is called so" in one.post(address("account_list"), {"who": "850314101018"}).content.decode()
    assert one.post(address("account_list"), {"who": ""}).status_code == 422


def test_an_account_is_made_with_a_password_that_is_shown_once(one: Browser, world: World) -> None:  # noqa: F811
    form = {"login": "serik", "name": "Серік Ахмет", "language": "kk", "with_password": "on", "iin": ""}
    page = one.send(address("account_add"), **form)
    password = re.search(r"<strong>([a-z2-9-]{19})</strong>", page.content.decode())[1]  # type: ignore[index]
    made = Account.objects.get(login="serik")
    assert password not in one.text(address("account", account=made.id))
    fresh = Browser()
    assert fresh.enter("serik", password).headers["Location"] == "/sign-in/password/"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("login", "aigul", "has this sign-in name already"), ("login", "850314101019", "cannot be used"),
        ("login", "Ә", "cannot be used"), ("name", "", "Write the surname"), ("iin", "123", "an IIN has 12 digits"),
    ],
)  # fmt: skip
def test_a_new_account_that_cannot_be(one: Browser, account: Account, field: str, value: str, said: str) -> None:
    form = {"login": "serik", "name": "Серік", "language": "kk", "iin": "", field: value}
    page = one.send(address("account_add"), **form)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Account.objects.filter(login="serik").exists()


def test_a_role_in_an_organisation_takes_one(one: Browser, account: Account, world: World) -> None:  # noqa: F811
    clinic = Organisation.objects.get(pk=world.organisation("Клиника"))
    path = address("account_role", account=account.id)
    form = {"role": "hr_officer", "reason": "№ 4", **FIRST}
    assert "Write the BIN" in one.send(path, **form).content.decode()
    assert one.send(path, **form, organisation=clinic.bin).status_code == 302
    assert account.grants.get().organisation == clinic.id
    page = one.text(address("account", account=account.id))
    assert "Клиника" in page
    grant = account.grants.get()
    one.send(address("account_revoke", account=account.id, grant=grant.id))
    assert account.grants.get().revoked_from == NOW.date()


def test_a_role_of_the_state_takes_two(one: Browser, two: Browser, account: Account) -> None:
    path = address("account_role", account=account.id)
    form = {"role": "department_head", "reason": "№ 12 of 1 March", **FIRST}
    assert "Choose it" in one.send(path, **form).content.decode()
    one.send(path, **form, region=ASTANA)
    proposal = Proposal.objects.get()
    assert not account.grants.exists()
    page = address("proposal", proposal=proposal.id)
    for browser, said in ((one, "You proposed this yourself"), (two, "№ 12 of 1 March")):
        assert said in browser.text(page)
    assert "Head of a department" in two.text(address("account_list"))
    one.send(address("proposal_confirm", proposal=proposal.id))
    assert not account.grants.exists()
    two.send(address("proposal_confirm", proposal=proposal.id))
    assert (account.grants.get().role, account.grants.get().territory) == ("department_head", ASTANA)
    shown = two.text(address("account", account=account.id))
    assert "Name of admin-one" in shown
    assert "Name of admin-two" in shown


def test_nobody_raises_oneself(one: Browser, world: World) -> None:  # noqa: F811
    me, clinic = Account.objects.get(login="admin-one"), Organisation.objects.get(pk=world.organisation())
    path = address("account_role", account=me.id)
    for form in ({"role": "department_head", "region": ASTANA}, {"role": "hr_officer", "organisation": clinic.bin}):
        page = one.send(path, reason="because", **form, **FIRST)
        assert page.status_code == 422
        assert "Nobody proposes this for oneself" in page.content.decode()
    assert me.grants.count() == 1
    one.send(address("account_deed", account=me.id, what="close"), reason="because")
    me.refresh_from_db()
    assert me.is_active


def test_a_proposal_is_declined_or_taken_back(one: Browser, two: Browser, account: Account) -> None:
    form = {"role": "national_coordinator", "reason": "№ 1", **FIRST}
    for browser in (one, two):
        one.send(address("account_role", account=account.id), **form)
        proposal = Proposal.objects.get(confirmed_by=None, declined_by=None)
        browser.send(address("proposal_decline", proposal=proposal.id))
        assert "confirmed or declined" in two.text(address("proposal", proposal=proposal.id))
        two.send(address("proposal_confirm", proposal=proposal.id))
    assert not account.grants.exists()


def test_a_proposal_lapses(one: Browser, two: Browser, account: Account, clock: Clock) -> None:  # noqa: F811
    one.send(address("account_role", account=account.id), role="national_coordinator", reason="№ 1", **FIRST)
    proposal = Proposal.objects.get()
    clock.move_to(NOW + timedelta(days=7, minutes=1))
    late = signed_in(Account.objects.get(login="admin-two"))
    assert "Nothing waits" in late.text(address("account_list"))
    late.send(address("proposal_confirm", proposal=proposal.id))
    assert not account.grants.exists()


def test_numbers_are_linked_and_unlinked(one: Browser, account: Account) -> None:
    path = address("account_link", account=account.id)
    assert one.send(path, scheme="bin", number="850314101019", reason="seen").status_code == 422
    assert one.send(path, scheme="iin", number="12", reason="seen").status_code == 422
    one.send(path, scheme="iin", number="8503 1410 1019", reason="seen")
    assert account_with(IIN, "850314101019") == account
    other = make("other")
    taken = one.send(address("account_link", account=other.id), scheme="iin", number="850314101019", reason="seen")
    assert "linked to an account already" in taken.content.decode()
    link = AccountIdentifier.objects.get()
    one.send(address("account_unlink", account=account.id, identifier=link.id))
    assert account_with(IIN, "850314101019") is None


def test_a_powerful_account_is_linked_by_two(one: Browser, two: Browser) -> None:
    head = make("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    one.send(address("account_link", account=head.id), scheme="bin", number="310640000124", reason="order")
    assert not has_identifier(head.id, BIN, "310640000124")
    two.send(address("proposal_confirm", proposal=Proposal.objects.get().id))
    assert has_identifier(head.id, BIN, "310640000124")


def test_a_new_password_of_a_powerful_account_is_shown_to_the_second(one: Browser, two: Browser) -> None:
    head = make("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    one.send(address("account_deed", account=head.id, what="password"), reason="forgotten")
    assert isinstance(Browser().enter("head").headers.get("Location"), str)  # the old one still fits
    shown = two.send(address("proposal_confirm", proposal=Proposal.objects.get().id)).content.decode()
    password = re.search(r"<strong>([a-z2-9-]{19})</strong>", shown)[1]  # type: ignore[index]
    assert Browser().enter("head", password).headers["Location"] == "/sign-in/password/"


def test_a_lost_second_factor_is_taken_off_by_two(one: Browser, two: Browser, account: Account) -> None:
    with_factor(account)
    one.send(address("account_deed", account=account.id, what="reset"), reason="telephone lost")
    assert Browser().enter("aigul").headers["Location"] == "/sign-in/code/"
    two.send(address("proposal_confirm", proposal=Proposal.objects.get().id))
    assert Browser().enter("aigul").headers["Location"] == "/"


def test_a_lock_is_seen_and_ended(one: Browser, account: Account) -> None:
    for _ in range(5):
        Browser().enter("aigul", "wrong")
    assert Browser().enter("aigul").status_code == 429
    assert "Locked after too many failures" in one.text(address("account", account=account.id))
    one.send(address("account_deed", account=account.id, what="unlock"), reason="asked by telephone")
    assert Browser().enter("aigul").status_code == 302


def test_closing_ends_the_sessions(one: Browser, account: Account) -> None:
    theirs = signed_in(account)
    assert theirs.get("/security/").status_code == 200
    one.send(address("account_deed", account=account.id, what="close"), reason="left")
    assert theirs.get("/security/").status_code == 302
    assert Browser().enter("aigul").status_code == 422


def test_every_deed_wants_a_reason(one: Browser, account: Account) -> None:
    for what in ("close", "password", "unlock"):
        assert one.send(address("account_deed", account=account.id, what=what), reason="").status_code == 422
    assert one.get(address("account_deed", account=account.id, what="destroy")).status_code == 404


def test_codes_of_a_lost_telephone_are_worth_nothing(one: Browser, two: Browser, account: Account) -> None:
    secret, codes = with_factor(account)
    one.send(address("account_deed", account=account.id, what="reset"), reason="lost")
    two.send(address("proposal_confirm", proposal=Proposal.objects.get().id))
    with_factor(account)
    browser = Browser()
    browser.enter("aigul")
    for old in (pyotp.TOTP(secret).at(NOW), codes[0]):
        assert browser.post("/sign-in/code/", {"code": old}).status_code == 422
