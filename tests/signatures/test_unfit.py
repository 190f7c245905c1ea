"""Every unfit signature is refused, each for its own reason."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django.fixtures import Settings
from tests.signatures.authorities import BIN, DAY, IIN, NAME, NOW, ORGANISATION, World

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.later import verify_again
from tirkelim.signatures.proof import Verified
from tirkelim.signatures.purposes import SignerRole
from tirkelim.signatures.trust import configured
from tirkelim.signatures.verify import verify
from tirkelim.standins.authority import sign_cms
from tirkelim.standins.authority.signing import make_signed_data

CONTENT = b'{"number":"KZ00AAA00000001","what":"application"}'


def fit(world: World) -> bytes:
    """A signature with nothing wrong."""
    return sign_cms(world.key, CONTENT, at=NOW)


def revoked(world: World) -> bytes:
    """By a certificate that was revoked an hour ago."""
    world.authority.revoke(world.key, NOW - timedelta(hours=1))
    return fit(world)


def silent(world: World) -> bytes:
    """Neither responder nor list answer."""
    world.server.faults = {"/ocsp": "down", "/issuing.crl": "down"}
    return fit(world)


def two_signers(world: World) -> bytes:
    """Signed by two people at once."""
    other = world.authority.issue(NAME, IIN)
    return make_signed_data([world.key, other], CONTENT, at=NOW)


def altered(cms: bytes) -> bytes:
    """The content in the signature says something else."""
    assert cms.count(CONTENT) == 1
    return cms.replace(CONTENT, CONTENT.replace(b"0001", b"0002"))


def foreign_stamp(world: World) -> bytes:
    """A time stamp of an authority that nobody trusts."""
    return sign_cms(world.key, CONTENT, at=NOW, tsa=world.stranger, stamp_at=NOW)


TABLE: list[tuple[str, Callable[[World], bytes], Reason | None]] = [
    ("fit", fit, None),
    ("RSA", lambda w: sign_cms(w.authority.issue(NAME, IIN, key="rsa"), CONTENT), None),
    ("without the chain", lambda w: sign_cms(w.key, CONTENT, with_chain=False), None),
    ("nothing", lambda w: b"", Reason.UNREADABLE),
    ("no CMS", lambda w: b"hello", Reason.UNREADABLE),
    ("half a CMS", lambda w: fit(w)[: len(fit(w)) // 2], Reason.UNREADABLE),
    ("something behind it", lambda w: fit(w) + b"\0", Reason.UNREADABLE),
    ("two signers", two_signers, Reason.UNREADABLE),
    ("without content", lambda w: sign_cms(w.key, CONTENT, encapsulate=False), Reason.UNREADABLE),
    ("altered content", lambda w: altered(fit(w)), Reason.ALTERED),
    ("SHA-1", lambda w: sign_cms(w.key, CONTENT, digest="sha1"), Reason.WEAK),
    ("RSA of 1024 bits", lambda w: sign_cms(w.authority.issue(NAME, IIN, key="rsa1024"), CONTENT), Reason.WEAK),
    ("self-signed", lambda w: sign_cms(w.authority.self_signed(NAME, IIN), CONTENT), Reason.SELF_SIGNED),
    ("a stranger's", lambda w: sign_cms(w.stranger.issue(NAME, IIN), CONTENT), Reason.UNKNOWN_ISSUER),
    (
        "expired",
        lambda w: sign_cms(w.authority.issue(NAME, IIN, valid_until=NOW - DAY), CONTENT),
        Reason.EXPIRED,
    ),
    (
        "not yet valid",
        lambda w: sign_cms(w.authority.issue(NAME, IIN, valid_from=NOW + DAY), CONTENT),
        Reason.NOT_YET_VALID,
    ),
    ("revoked", revoked, Reason.REVOKED),
    ("revocation not known", silent, Reason.REVOCATION_UNKNOWN),
    (
        "for signing in",
        lambda w: sign_cms(w.authority.issue(NAME, IIN, usage="authentication"), CONTENT),
        Reason.WRONG_USAGE,
    ),
    (
        "for encrypting",
        lambda w: sign_cms(w.authority.issue(NAME, IIN, usage="encryption"), CONTENT),
        Reason.WRONG_USAGE,
    ),
    ("a stranger's time stamp", foreign_stamp, Reason.BAD_TIME_STAMP),
    (
        "a time stamp from the future",
        lambda w: sign_cms(w.key, CONTENT, tsa=w.authority, stamp_at=NOW + DAY),
        Reason.BAD_TIME_STAMP,
    ),
]


@pytest.mark.parametrize(("make", "reason"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_each_has_its_reason(world: World, make: Callable[[World], bytes], reason: Reason | None) -> None:
    """The table above."""
    cms = make(world)
    if reason is None:
        assert verify(cms, NOW).content == CONTENT
        return
    with pytest.raises(Unfit) as refused:
        verify(cms, NOW)
    assert refused.value.reason is reason


def test_a_fit_one_says_who_signed_what_and_when(world: World) -> None:
    """Whom the certificate names, with their part in the organisation."""
    key = world.authority.issue(NAME, IIN, bin=BIN, organisation=ORGANISATION, roles={SignerRole.HR_OFFICER})
    found = verify(sign_cms(key, CONTENT), NOW)
    assert isinstance(found, Verified)
    signer = found.signer
    assert (signer.name, signer.iin, signer.bin, signer.organisation) == (NAME, IIN, BIN, ORGANISATION)
    assert signer.roles == {SignerRole.ORGANISATION, SignerRole.HR_OFFICER}
    assert int(signer.serial, 16) == key.certificate.serial_number
    assert (found.signed_at, found.time_stamped, found.verified_at) == (NOW, False, NOW)
    assert found.algorithm == "ecdsa sha256, ec 256"
    assert "ISSUING" in signer.issuer


def test_content_beside_the_signature(world: World) -> None:
    """A detached signature is verified over what is given; over anything else it is altered."""
    cms = sign_cms(world.key, CONTENT, encapsulate=False)
    assert verify(cms, NOW, CONTENT).content == CONTENT
    with pytest.raises(Unfit) as refused:
        verify(cms, NOW, CONTENT + b" ")
    assert refused.value.reason is Reason.ALTERED
    with pytest.raises(Unfit) as refused:
        verify(fit(world), NOW, CONTENT)
    assert refused.value.reason is Reason.UNREADABLE


def test_without_anchors_nobody_is_trusted(world: World, settings: Settings) -> None:
    """An installation that was not told whom to trust trusts nobody."""
    settings.TRUST_ANCHORS = ""
    with pytest.raises(Unfit) as refused:
        verify(fit(world), NOW)
    assert refused.value.reason is Reason.UNKNOWN_ISSUER


def test_anchors_may_be_der(world: World, settings: Settings, tmp_path: Path) -> None:
    """Both forms in which authorities give their certificates."""
    folder = tmp_path / "der"
    folder.mkdir()
    (folder / "root.cer").write_bytes(world.authority.root.certificate_der)
    settings.TRUST_ANCHORS = str(folder)
    assert verify(fit(world), NOW).content == CONTENT


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_signatures_of_another_program(world: World, tmp_path: Path, kind: str) -> None:
    """As openssl makes them: streamed, in pieces of indefinite length (BER), with the attributes of CAdES."""
    key = world.authority.issue(NAME, IIN, key=kind)  # type: ignore[arg-type]
    (tmp_path / "key.pem").write_bytes(key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "signer.pem").write_bytes(key.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "content").write_bytes(CONTENT)
    command = "openssl cms -sign -binary -nodetach -stream -cades -md sha256 -outform DER -in content"
    names = ["-signer", "signer.pem", "-inkey", "key.pem", "-out", "signed.p7s"]
    subprocess.run([*command.split(), *names], cwd=tmp_path, check=True, capture_output=True)
    cms = (tmp_path / "signed.p7s").read_bytes()
    assert cms[1] == 0x80  # indefinite length
    found = verify(cms, NOW)
    assert (found.content, found.signer.iin) == (CONTENT, IIN)
    assert verify_again(cms, CONTENT, found.evidence, configured()).fit
