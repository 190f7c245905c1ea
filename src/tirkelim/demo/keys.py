"""Keys of the test authority for everyone who can sign in to the demo, fit ones and a few that are not.

Each account is linked to an IIN, officials and people of organisations to a BIN as well: those of the register where it
has them, synthetic ones otherwise. One key of each is for signing in. The keys are PKCS#12 files for the stand-in of
NCALayer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import UUID, uuid4

from tirkelim.identity.identifiers import BIN, IIN, knows_identifier, link_identifier
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command
from tirkelim.register.identifiers import control_digit
from tirkelim.register.models import Organisation, PersonIdentifier, Scheme
from tirkelim.register.queries import organisation_facts
from tirkelim.signatures.purposes import SignerRole
from tirkelim.standins.authority import Authority, Key
from tirkelim.standins.ncalayer.keys import PASSWORD, SUFFIX

OFFICE = "МЕМЛЕКЕТТІК ОРГАН (СЫНАҚ)"
ORGANISATION = SignerRole.ORGANISATION
KINDS: dict[str, tuple[tuple[str, SignerRole], ...]] = {
    Role.HR_OFFICER: (("hr", SignerRole.HR_OFFICER), ("may-sign", SignerRole.MAY_SIGN)),
    Role.HEAD_OF_ORGANISATION: (("head", SignerRole.HEAD),),
    Role.EDUCATION_ORGANISATION: (("head", SignerRole.HEAD),),
    Role.ASSESSMENT_ORGANISATION: (("head", SignerRole.HEAD),),
}
"""Keys of people of organisations, by role: what the file is called, and the role in the certificate."""
PERSONAL = frozenset({Role.APPLICANT, Role.COMMISSION_MEMBER})
"""Roles that sign with a key of their own; all others with one of their body."""
LONGEST_NAME = 64
"""Bytes of a name in a certificate that the library of the test authority takes."""
WITH_UNFIT = ("nurse", "personnel", "officer")
"""Accounts that have an expired and a revoked key as well."""


class Standing(NamedTuple):
    """Whom an account stands for: IIN, BIN ("": none), the organisation's name."""

    iin: str
    bin: str
    organisation: str


def issue_keys(authority: Authority, folder: Path, now: datetime) -> int:
    """Link every account of the demo and put its keys into the folder; returns how many keys there are.

    What an earlier run left stays as it is, unless it came from another authority.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "authority.txt"
    serial = str(authority.root.certificate.serial_number)
    fresh = not mark.is_file() or mark.read_text("utf-8") != serial
    if fresh:
        for old in folder.glob(f"*{SUFFIX}"):
            old.unlink()
    for number, account in enumerate(Account.objects.filter(demo=True).order_by("login"), 1):
        standing = _standing(account, number, now)
        _link(account, standing, now)
        if fresh:
            for name, key in _keys(authority, account, standing, now):
                (folder / f"{account.login}_{name}{SUFFIX}").write_bytes(key.to_p12(PASSWORD))
    mark.write_text(serial, "utf-8")
    return len(list(folder.glob(f"*{SUFFIX}")))


def _standing(account: Account, number: int, now: datetime) -> Standing:
    grants = list(account.grants.all())
    own = PersonIdentifier.objects.current().filter(person=account.person, scheme=Scheme.IIN)
    iin = (own.values_list("value", flat=True).first() if account.person else None) or made_up("8001011", number, 4)
    place = next((grant.organisation for grant in grants if grant.organisation), None)
    if place is not None:
        return Standing(iin, Organisation.objects.get(pk=place).bin, _name(place, now))
    if all(grant.role in PERSONAL for grant in grants):
        return Standing(iin, "", "")
    return Standing(iin, made_up("310640", 90_000, 5), OFFICE)


def _name(organisation: UUID, now: datetime) -> str:
    facts = organisation_facts(organisation, now.date(), now)
    return "" if facts is None else facts.name("kk").upper()


def made_up(start: str, serial: int, digits: int) -> str:
    """A number that nobody living, and no organisation of today, can hold, with a proper control digit."""
    while True:
        eleven = f"{start}{9 * 10 ** (digits - 1) + serial if digits == 4 else serial:0{digits}}"
        control = control_digit(eleven)
        if control is not None:
            return f"{eleven}{control}"
        serial += 37


def _link(account: Account, standing: Standing, now: datetime) -> None:
    for scheme, value in ((IIN, standing.iin), (BIN, standing.bin)):
        if value and not knows_identifier(account.id, scheme):
            link_identifier(Command(uuid4(), None, now, "demo"), account.id, scheme, value)


def _keys(authority: Authority, account: Account, standing: Standing, now: datetime) -> Iterator[tuple[str, Key]]:
    kinds = [kind for grant in account.grants.all() for kind in KINDS.get(grant.role, ())]
    if not kinds and standing.bin:
        kinds = [("employee", SignerRole.EMPLOYEE)]
    for name, role in dict.fromkeys(kinds):
        yield name, _issue(authority, account, standing, (ORGANISATION, role))
    person = standing._replace(bin="", organisation="")
    yield "own", _issue(authority, account, person, (SignerRole.INDIVIDUAL,))
    yield "auth", _issue(authority, account, person, (SignerRole.INDIVIDUAL,), usage="authentication")
    if account.login in WITH_UNFIT:
        roles = (ORGANISATION, kinds[0][1]) if kinds else (SignerRole.INDIVIDUAL,)
        yield "expired", _issue(authority, account, standing, roles, now - timedelta(days=7))
        revoked = _issue(authority, account, standing, roles)
        authority.revoke(revoked, now - timedelta(days=1))
        yield "revoked", revoked


def _issue(
    authority: Authority,
    account: Account,
    standing: Standing,
    roles: tuple[SignerRole, ...],
    until: datetime | None = None,
    usage: Literal["signing", "authentication"] = "signing",
) -> Key:
    return authority.issue(
        _fits(account.name.upper()),
        standing.iin,
        bin=standing.bin,
        organisation=_fits(standing.organisation),
        roles=[role.value for role in roles],
        usage=usage,
        valid_from=None if until is None else until - timedelta(days=365),
        valid_until=until,
    )


def _fits(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore").strip()
