"""The department's seal in documents: by a key file and by a token, at each level, and by an independent verifier."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pytest_django.fixtures import Settings
from tests.documents import samples
from tests.signatures.authorities import BIN, DAY, IIN, NOW, World

from tirkelim.documents.typeset import render_pdf
from tirkelim.signatures import seal_keys
from tirkelim.signatures.seal import CannotSeal, seal
from tirkelim.standins.authority import Key
from tirkelim.standins.authority.certificates import MAY_SIGN

PASSWORD = "a password for tests"
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A certificate as it is set."""
    return render_pdf(samples.certificate())


@pytest.fixture(scope="session")
def department(the_world: World) -> Key:
    """The key of a department."""
    return the_world.authority.issue("СЫНАҚ ДЕПАРТАМЕНТІ", IIN, bin=BIN, organisation="ДЕПАРТАМЕНТ", roles={MAY_SIGN})


def put(key: Key, settings: Settings, folder: Path) -> None:
    """Let the installation seal with a key in a file."""
    (folder / "seal.p12").write_bytes(key.to_p12(PASSWORD))
    (folder / "password").write_text(f"{PASSWORD}\n")
    settings.SEAL_KEY, settings.SEAL_PASSWORD_FILE = str(folder / "seal.p12"), str(folder / "password")


@pytest.fixture
def sealing(world: World, settings: Settings, tmp_path: Path, department: Key) -> World:
    """An installation with the department's key in a file and a time-stamping authority."""
    put(department, settings, tmp_path)
    settings.TSA_URL = world.server.tsa_url
    return world


def status(content: bytes, world: World, moment: datetime = NOW) -> Any:
    """What the library says that made it; only the file and the root, nothing is fetched."""
    reader = PdfFileReader(BytesIO(content))
    (found,) = reader.embedded_signatures
    wanted: dict[str, Any] = {
        "trust_roots": [x509.Certificate.load(world.authority.root.certificate_der)],
        "moment": moment,
        "retroactive_revinfo": True,
    }
    if "/DSS" in reader.root:
        context = DocumentSecurityStore.read_dss(reader).as_validation_context({**wanted, "revocation_mode": "require"})
    else:
        context = ValidationContext(**wanted)
    return validate_pdf_signature(found, context)


def test_it_carries_its_time_and_its_proof(sealing: World, pdf: bytes) -> None:
    """Level B-LT, valid for the library, with nothing fetched."""
    sealed = seal(pdf, NOW)
    assert sealed.level == "B-LT"
    found = status(sealed.content, sealing)
    assert (found.valid, found.intact, found.trusted) == (True, True, True), found.summary()
    assert (found.timestamp_validity.valid, found.timestamp_validity.timestamp) == (True, NOW)
    assert found.bottom_line  # what was added after the signature proves it, and is nothing else


def test_the_levels_below(sealing: World, pdf: bytes, settings: Settings) -> None:
    """What is not set up is not promised."""
    settings.TRUST_ANCHORS = ""
    assert seal(pdf, NOW).level == "B-T"
    settings.TSA_URL = ""
    sealed = seal(pdf, NOW)
    assert sealed.level == "B-B"
    assert status(sealed.content, sealing).valid


def test_the_document_stays_what_it_was(sealing: World, pdf: bytes) -> None:
    """The bytes before the seal are untouched; it is still archival and accessible, with the same text."""
    content = seal(pdf, NOW).content
    assert content.startswith(pdf)
    before, after = PdfReader(BytesIO(pdf)), PdfReader(BytesIO(content))
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
    root = after.trailer["/Root"]
    assert root["/Metadata"].get_data() == before.trailer["/Root"]["/Metadata"].get_data()
    assert root["/Lang"] == "kk"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/OutputIntents"]
    assert after.metadata == before.metadata
    (field,) = root["/AcroForm"]["/Fields"]
    widget = field.get_object()
    assert widget["/TU"] == "Department seal"
    assert int(widget["/F"]) & 4  # printed, as PDF/A wants
    assert not int(widget["/F"]) & 2  # and not hidden


def test_an_altered_document_is_noticed(sealing: World, pdf: bytes) -> None:
    """One byte of the page."""
    content = bytearray(seal(pdf, NOW).content)
    content[len(pdf) // 2] ^= 1
    found = status(bytes(content), sealing)
    assert not (found.intact and found.valid)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_an_independent_program_agrees(
    sealing: World, settings: Settings, tmp_path: Path, kind: Any, pdf: bytes
) -> None:
    """Poppler's verifier; over an altered file it says the contrary."""
    put(sealing.authority.issue("СЫНАҚ ДЕПАРТАМЕНТІ", IIN, bin=BIN, key=kind), settings, tmp_path)
    content = seal(pdf, NOW).content
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(content)
    altered = bytearray(content)
    altered[len(pdf) // 2] ^= 1
    bad.write_bytes(altered)
    said = {path: _pdfsig(path) for path in (good, bad)}
    assert "Signature is Valid." in said[good]
    assert "ETSI.CAdES.detached" in said[good]
    assert re.search(r"Signer Certificate Common Name: СЫНАҚ ДЕПАРТАМЕНТІ", said[good])
    assert "Signature is Valid." not in said[bad]


def _pdfsig(path: Path) -> str:
    run = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8"})
    return run.stdout


# --- what cannot be sealed ---------------------------------------------------------------------------------------


def why(pdf: bytes) -> str:
    """What it says."""
    with pytest.raises(CannotSeal) as refused:
        seal(pdf, NOW)
    return str(refused.value)


@pytest.mark.parametrize("fault", ["down", "late", "garbage", "half"])
def test_without_a_time_stamp_it_waits(sealing: World, pdf: bytes, fault: Any, settings: Any) -> None:
    """Never sealed at a lower level because something was silent."""
    settings.SIGNATURE_SECONDS = 1
    sealing.server.faults["/tsa"] = fault
    assert why(pdf)


def test_without_word_on_revocation_it_waits(sealing: World, pdf: bytes) -> None:
    """The proof is part of the seal."""
    sealing.server.faults = {"/ocsp": "down", "/issuing.crl": "down"}
    assert "revocation_unknown" in why(pdf)


def test_a_key_that_no_longer_stands_seals_nothing(
    sealing: World, settings: Settings, tmp_path: Path, department: Key, pdf: bytes
) -> None:
    """Revoked, expired, weak or of a stranger."""
    sealing.authority.revoke(department, NOW - DAY)
    assert "revoked" in why(pdf)
    for key, word in (
        (sealing.authority.issue("Д", IIN, valid_until=NOW - DAY), "expired"),
        (sealing.authority.issue("Д", IIN, key="rsa1024"), "weak"),
        (sealing.stranger.issue("Д", IIN), "unknown_issuer"),
    ):
        put(key, settings, tmp_path)
        assert word in why(pdf)


def test_a_missing_file_or_a_wrong_password(sealing: World, settings: Settings, tmp_path: Path, pdf: bytes) -> None:
    """Each is told in words that hold no secret."""
    Path(settings.SEAL_PASSWORD_FILE).write_text("another")
    assert why(pdf) == "the key file does not open with the password"
    settings.SEAL_KEY = str(tmp_path / "nowhere.p12")
    assert why(pdf) == "the key file cannot be read"


# --- a token -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory, department: Key, the_world: World) -> Iterator[dict[str, str]]:
    """A token in software, with the department's key on it and an RSA key beside it."""
    if not SOFTHSM.is_file() or shutil.which("softhsm2-util") is None:
        pytest.skip("softhsm2 is not installed")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    (folder / "pin").write_text("4321\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        tool = ["softhsm2-util", "--module", str(SOFTHSM)]
        made = ["--init-token", "--free", "--label", "department", "--so-pin", "8765", "--pin", "4321"]
        subprocess.run([*tool, *made], check=True, capture_output=True)
        rsa = the_world.authority.issue("СЫНАҚ ДЕПАРТАМЕНТІ", IIN, bin=BIN, key="rsa")
        for label, number, key in (("seal", "01", department), ("seal-rsa", "02", rsa)):
            _import(tool, folder, label, number, key)
        yield {"module": str(SOFTHSM), "pin": str(folder / "pin")}


def _import(tool: list[str], folder: Path, label: str, number: str, key: Key) -> None:
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11.util.x509 import decode_x509_certificate

    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    wanted = ["--import", str(folder / "key.pem"), "--token", "department", "--label", label, "--id", number]
    subprocess.run([*tool, *wanted, "--pin", "4321"], check=True, capture_output=True)
    (folder / "key.pem").unlink()
    opened = pkcs11.lib(str(SOFTHSM)).get_token(token_label="department")
    with opened.open(user_pin="4321", rw=True) as session:
        said = decode_x509_certificate(key.certificate_der)
        label_of, id_of = pkcs11.Attribute.LABEL, pkcs11.Attribute.ID
        session.create_object({**said, label_of: label, id_of: bytes.fromhex(number), pkcs11.Attribute.TOKEN: True})


@pytest.fixture
def on_token(world: World, settings: Settings, token: dict[str, str]) -> World:
    """An installation whose key lies on a token."""
    settings.SEAL_MODULE, settings.SEAL_TOKEN = token["module"], "department"
    settings.SEAL_LABEL, settings.SEAL_PIN_FILE = "seal", token["pin"]
    settings.TSA_URL = world.server.tsa_url
    return world


@pytest.mark.parametrize("label", ["seal", "seal-rsa"])
def test_a_token_seals_as_a_file_does(on_token: World, settings: Settings, label: str, pdf: bytes) -> None:
    """The key never leaves it; twice in a row, since sessions are closed."""
    settings.SEAL_LABEL = label
    for _ in range(2):
        sealed = seal(pdf, NOW)
        assert sealed.level == "B-LT"
        found = status(sealed.content, on_token)
        assert (found.valid, found.trusted) == (True, True), found.summary()


def test_a_token_that_is_gone(on_token: World, settings: Settings, tmp_path: Path, pdf: bytes) -> None:
    """No library, no token, no key, a wrong PIN: each waits with a word on what is missing."""
    wrong_pin = tmp_path / "pin"
    wrong_pin.write_text("0000")
    for name, value, word in (
        ("SEAL_MODULE", str(tmp_path / "nothing.so"), "does not open"),
        ("SEAL_TOKEN", "another", "does not open"),
        ("SEAL_LABEL", "another", "no such key"),
        ("SEAL_PIN_FILE", str(wrong_pin), "does not open"),
        ("SEAL_PIN_FILE", str(tmp_path / "nowhere"), "does not open"),
    ):
        kept = getattr(settings, name)
        setattr(settings, name, value)
        assert word in why(pdf)
        setattr(settings, name, kept)
    assert seal(pdf, NOW).level == "B-LT"


def test_ten_years_later(sealing: World, pdf: bytes) -> None:
    """The clock of the machine does not matter to what the file carries."""
    content = seal(pdf, NOW).content
    with time_machine.travel(NOW + 3652 * DAY):
        assert status(content, sealing).valid
    assert seal_keys.is_wanted()
    assert datetime.now(UTC) > NOW - 3652 * DAY
