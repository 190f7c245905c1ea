"""Keys for the accounts of a test, from an authority of its own that this installation trusts."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from django.utils import timezone
from tests.register.conftest import World

from tirkelim.identity.identifiers import BIN, IIN, link_identifier
from tirkelim.identity.models import Account
from tirkelim.signatures.purposes import SignerRole
from tirkelim.standins.authority import AuthorityServer, Key, sign_cms, started

OFFICE_BIN = "310640000124"
"""The body for which officials sign."""
STAFF = (SignerRole.ORGANISATION, SignerRole.EMPLOYEE)
HEAD = (SignerRole.ORGANISATION, SignerRole.HEAD)
HR = (SignerRole.ORGANISATION, SignerRole.HR_OFFICER)
MAY_SIGN = (SignerRole.ORGANISATION, SignerRole.MAY_SIGN)
OWN = (SignerRole.INDIVIDUAL,)


class Signers:
    """Issues keys, links accounts to the numbers in them, and signs."""

    def __init__(self, server: AuthorityServer, office: World) -> None:
        self.authority, self.server, self.office = server.authority, server, office
        self.numbers: dict[str, str] = {}
        self.authority.clock = timezone.now

    def iin(self, account: Account, bin: str = "") -> str:
        """The IIN that an account is linked to; linked now where it was not."""
        if account.login not in self.numbers:
            self.office.serial += 1
            self.numbers[account.login] = f"9001011{self.office.serial:05}"
            link_identifier(self.office.command(), account.id, IIN, self.numbers[account.login])
            if bin:
                link_identifier(self.office.command(), account.id, BIN, bin)
        return self.numbers[account.login]

    def key(self, account: Account, roles: tuple[SignerRole, ...] = OWN, bin: str = "", **how: Any) -> Key:
        """A key of an account; officials are linked to their body as well."""
        number = bin or (OFFICE_BIN if roles == STAFF else "")
        iin = self.iin(account, OFFICE_BIN if roles == STAFF else "")
        name = "МЕКЕМЕ" if number else ""
        return self.authority.issue(account.name, iin, bin=number, organisation=name, roles=roles, **how)

    def expired(self, account: Account, roles: tuple[SignerRole, ...] = OWN) -> Key:
        """A key whose time ran out last week."""
        now = timezone.now()
        return self.key(account, roles, valid_from=now - timedelta(days=400), valid_until=now - timedelta(days=7))

    def revoked(self, account: Account, roles: tuple[SignerRole, ...] = OWN) -> Key:
        """A key that was revoked yesterday."""
        key = self.key(account, roles)
        self.authority.revoke(key, timezone.now() - timedelta(days=1))
        return key

    def cms(self, key: Key, content: bytes, *, stamped: bool = True) -> str:
        """A signature as NCALayer gives it."""
        made = sign_cms(key, content, tsa=self.authority if stamped else None, at=timezone.now())
        return base64.b64encode(made).decode()


@contextmanager
def signing(office: World, now: datetime, settings: Any, folder: Path) -> Iterator[Signers]:
    """Signatures are asked for, and those of a new authority are good."""
    with started(now) as server:
        settings.SIGNATURES_REQUIRED = True
        settings.TRUST_ANCHORS = str(server.authority.write_anchors(folder / "anchors"))
        settings.REVOCATION_CACHE = folder / "revocation"
        settings.SIGNATURE_SECONDS = 3
        settings.TSA_URL, settings.TSA_REQUIRED, settings.NCANODE_URL = "", False, ""
        yield Signers(server, office)


def canonical_in(html: str) -> bytes:
    """What a signing page shows as the data to be signed."""
    found = re.search(r"<pre[^>]*data-canonical>(.*?)</pre>", html, re.S)
    assert found is not None, "no signing page"
    return unescape(found[1]).encode()


def carried_in(html: str) -> dict[str, list[str]]:
    """The hidden fields of the signing form, but for the mark against forgery and the empty signature."""
    form = html.split("data-signing", 1)[1].split("</form>", 1)[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return {name: values for name, values in fields.items() if name not in ("csrfmiddlewaretoken", "signature")}


Post = Callable[[dict[str, Any]], Any]
