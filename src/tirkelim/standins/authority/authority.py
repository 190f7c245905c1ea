"""The authority: a root, an issuing authority below it, a responder for OCSP and one for time stamps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tirkelim.standins.authority import certificates as shapes
from tirkelim.standins.authority.certificates import Usage, Wanted, make_certificate
from tirkelim.standins.authority.keys import Key, KeyKind, PrivateKey, make_private, read_private

PARTS: Final = ("root", "issuing", "ocsp", "tsa")
YEAR: Final = timedelta(days=365)
OCSP_PATH, TSA_PATH, CRL_PATH, ROOT_CRL_PATH = "/ocsp", "/tsa", "/issuing.crl", "/root.crl"


def read_clock() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


@dataclass
class Authority:
    """Issues certificates, revokes them, and answers about them at the time that its `clock` tells.

    `address`: where its server answers; "" for certificates that name no address. With a `folder` the list of the
    revoked is read anew each time, so that another process may revoke.
    """

    root: Key
    issuing: Key
    ocsp: Key
    tsa: Key
    address: str = ""
    clock: Callable[[], datetime] = read_clock
    revoked: dict[int, datetime] = field(default_factory=dict)
    folder: Path | None = None
    crl_lifetime: timedelta = timedelta(days=1)
    ocsp_lifetime: timedelta = timedelta(hours=1)

    @staticmethod
    def make(
        now: datetime,
        address: str = "",
        *,
        folder: Path | None = None,
        key: KeyKind = "ec",
        name: str = "TIRKELIM TEST",
    ) -> Authority:
        """Make all keys and certificates; kept in the folder if one is given."""
        at = now.astimezone(UTC).replace(microsecond=0)
        root_private, issuing_private = make_private(key), make_private(key)
        root_name = shapes.authority_name(f"{name} ROOT")
        issuing_name = shapes.authority_name(f"{name} ISSUING")
        root = make_certificate(
            Wanted(root_name, root_private.public_key(), "authority", at - 5 * YEAR, at + 15 * YEAR),
            root_name,
            root_private,
        )
        issuing_wanted = Wanted(
            issuing_name,
            issuing_private.public_key(),
            "authority",
            at - 4 * YEAR,
            at + 8 * YEAR,
            crl_url=address and address + ROOT_CRL_PATH,
            path_length=0,
        )
        issuing = make_certificate(issuing_wanted, root_name, root_private)
        below = Key(issuing, issuing_private)
        parts = {}
        for part, usage in (("ocsp", "ocsp"), ("tsa", "time_stamps")):
            parts[part] = _service(below, address, f"{name} {part.upper()}", usage, at, key)  # type: ignore[arg-type]
        made = Authority(Key(root, root_private), below, parts["ocsp"], parts["tsa"], address, folder=folder)
        if folder is not None:
            made.save(folder)
        return made

    def issue(
        self,
        name: str,
        iin: str,
        *,
        bin: str = "",
        organisation: str = "",
        roles: Iterable[str] | None = None,
        usage: Usage = "signing",
        key: KeyKind = "ec",
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
    ) -> Key:
        """A key for a person, or for a person of an organisation (`bin`); by default valid from a month ago for a year.

        `roles`: object identifiers; by default an individual, or an employee where a BIN is given.
        """
        at = self.clock().astimezone(UTC).replace(microsecond=0)
        private = make_private(key)
        wanted = Wanted(
            shapes.person_name(name, iin, organisation, bin),
            private.public_key(),
            usage,
            valid_from or at - timedelta(days=30),
            valid_until or at + YEAR,
            roles=_whole_roles(roles, bin),
            ocsp_url=self.address and self.address + OCSP_PATH,
            crl_url=self.address and self.address + CRL_PATH,
        )
        certificate = make_certificate(wanted, self.issuing.certificate.subject, self.issuing.private)
        return Key(certificate, private, (self.issuing.certificate,))

    def self_signed(self, name: str, iin: str, *, bin: str = "", organisation: str = "") -> Key:
        """A key whose certificate nobody vouches for but itself."""
        at = self.clock().astimezone(UTC).replace(microsecond=0)
        private = make_private("ec")
        subject = shapes.person_name(name, iin, organisation, bin)
        span = (at - timedelta(days=30), at + YEAR)
        wanted = Wanted(subject, private.public_key(), "signing", *span, roles=_whole_roles(None, bin))
        return Key(make_certificate(wanted, subject, private), private)

    def revoke(self, key: Key, at: datetime | None = None) -> None:
        """Revoke a certificate of this authority from a time on."""
        self.revoked = {**self.list_revoked(), key.certificate.serial_number: at or self.clock()}
        if self.folder is not None:
            self._write_revoked(self.folder)

    def list_revoked(self) -> dict[int, datetime]:
        """Serial numbers of the revoked, each with the time from which on."""
        if self.folder is not None and (self.folder / "revoked.json").is_file():
            said = json.loads((self.folder / "revoked.json").read_text("utf-8"))
            return {int(serial): datetime.fromisoformat(when) for serial, when in said.items()}
        return self.revoked

    def write_anchors(self, folder: Path) -> Path:
        """Put what a verifier needs into a folder: the root, and the issuing authority to build chains with."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in (("root", self.root), ("issuing", self.issuing)):
            (folder / f"{name}.pem").write_bytes(part.certificate.public_bytes(Encoding.PEM))
        return folder

    def save(self, folder: Path) -> None:
        """Keep the authority in a folder. Its private keys lie there in the clear: for tests and the demo only."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in PARTS:
            part: Key = getattr(self, name)
            (folder / f"{name}.crt").write_bytes(part.certificate_der)
            (folder / f"{name}.key").write_bytes(part.private_der)
        (folder / "address.txt").write_text(self.address, "utf-8")
        self.write_anchors(folder / "anchors")
        self._write_revoked(folder)

    @staticmethod
    def load(folder: Path) -> Authority:
        """The authority that was kept in a folder. Raises OSError where there is none."""
        parts = {}
        for name in PARTS:
            certificate = x509.load_der_x509_certificate((folder / f"{name}.crt").read_bytes())
            parts[name] = Key(certificate, read_private((folder / f"{name}.key").read_bytes()))
        address = (folder / "address.txt").read_text("utf-8")
        return Authority(parts["root"], parts["issuing"], parts["ocsp"], parts["tsa"], address, folder=folder)

    def _write_revoked(self, folder: Path) -> None:
        said = {str(serial): when.isoformat() for serial, when in self.revoked.items()}
        draft = folder / "revoked.json.draft"
        draft.write_text(json.dumps(said, indent=1), "utf-8")
        draft.replace(folder / "revoked.json")


def _service(below: Key, address: str, name: str, usage: Usage, at: datetime, kind: KeyKind) -> Key:
    private: PrivateKey = make_private(kind)
    wanted = Wanted(
        shapes.authority_name(name),
        private.public_key(),
        usage,
        at - YEAR,
        at + 3 * YEAR,
        ocsp_url=address and address + OCSP_PATH,
        crl_url=address and address + CRL_PATH,
    )
    certificate = make_certificate(wanted, below.certificate.subject, below.private)
    return Key(certificate, private, (below.certificate,))


def _whole_roles(roles: Iterable[str] | None, bin: str) -> frozenset[str]:
    """Roles as the national authority gives them: any part in an organisation comes with the organisation's own."""
    if roles is None:
        return frozenset({shapes.ORGANISATION, shapes.EMPLOYEE} if bin else {shapes.INDIVIDUAL})
    given = {str(role) for role in roles}
    if any(role.startswith(f"{shapes.ORGANISATION}.") for role in given):
        given.add(shapes.ORGANISATION)
    return frozenset(given)
