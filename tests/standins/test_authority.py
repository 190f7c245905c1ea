"""The stand-in for a certification authority: what it makes is what an ordinary program takes for the real thing."""

from __future__ import annotations

import base64
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ExtendedKeyUsage, load_der_x509_crl, ocsp
from cryptography.x509.oid import NameOID

from tirkelim.standins.authority import Authority, Key, sign_cms, started
from tirkelim.standins.authority.__main__ import load_or_make, put_seal
from tirkelim.standins.authority.certificates import EMPLOYEE, HEAD, ORGANISATION

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NAME, IIN, BIN = "СЫНАҚОВА АЙГҮЛ", "900721201023", "310640000124"


def asked_about(key: Key, authority: Authority) -> bytes:
    """A request for OCSP, made by an ordinary library."""
    pair = (key.certificate, authority.issuing.certificate)
    return ocsp.OCSPRequestBuilder().add_certificate(*pair, hashes.SHA256()).build().public_bytes(Encoding.DER)


def test_a_certificate_looks_like_a_national_one() -> None:
    """IIN, BIN, names and roles where the national authority writes them."""
    key = Authority.make(NOW).issue(NAME, IIN, bin=BIN, organisation="ЕМХАНА", roles={HEAD})
    subject = {each.oid: each.value for each in key.certificate.subject}
    assert subject[NameOID.SERIAL_NUMBER] == f"IIN{IIN}"
    assert subject[NameOID.ORGANIZATIONAL_UNIT_NAME] == f"BIN{BIN}"
    assert subject[NameOID.SURNAME] == "СЫНАҚОВА"
    extended = key.certificate.extensions.get_extension_for_class(ExtendedKeyUsage).value
    assert {each.dotted_string for each in extended} == {"1.3.6.1.5.5.7.3.4", ORGANISATION, HEAD}
    assert EMPLOYEE not in {each.dotted_string for each in extended}


def test_it_answers_over_http() -> None:
    """OCSP by POST and GET, lists, and nothing on other paths."""
    with started(NOW) as server:
        server.authority.clock = lambda: NOW
        key = server.authority.issue(NAME, IIN)
        request = asked_about(key, server.authority)
        in_address = base64.b64encode(request).decode().replace("/", "%2F").replace("+", "%2B")
        answers = [
            httpx.post(f"{server.address}/ocsp", content=request, trust_env=False),
            httpx.get(f"{server.address}/ocsp/{in_address}", trust_env=False),
        ]
        for answer in answers:
            found = ocsp.load_der_ocsp_response(answer.content)
            assert found.certificate_status is ocsp.OCSPCertStatus.GOOD
        server.authority.revoke(key, NOW - timedelta(hours=1))
        answer = httpx.post(f"{server.address}/ocsp", content=request, trust_env=False)
        assert ocsp.load_der_ocsp_response(answer.content).certificate_status is ocsp.OCSPCertStatus.REVOKED
        stranger = Authority.make(NOW)
        foreign = asked_about(stranger.issue(NAME, IIN), stranger)
        answer = httpx.post(f"{server.address}/ocsp", content=foreign, trust_env=False)
        assert ocsp.load_der_ocsp_response(answer.content).response_status is ocsp.OCSPResponseStatus.UNAUTHORIZED
        answer = httpx.post(f"{server.address}/ocsp", content=b"nonsense", trust_env=False)
        assert ocsp.load_der_ocsp_response(answer.content).response_status is ocsp.OCSPResponseStatus.MALFORMED_REQUEST
        listed = load_der_x509_crl(httpx.get(f"{server.address}/issuing.crl", trust_env=False).content)
        assert [each.serial_number for each in listed] == [key.certificate.serial_number]
        assert httpx.get(f"{server.address}/other", trust_env=False).status_code == 404
        assert httpx.post(server.tsa_url, content=b"nonsense", trust_env=False).status_code == 200


def test_openssl_takes_its_signatures(tmp_path: Path) -> None:
    """The chain and the signature, verified by a program that knows nothing of us."""
    authority = Authority.make(datetime.now(UTC), folder=tmp_path)
    for kind in ("ec", "rsa"):
        key = authority.issue(NAME, IIN, key=kind)  # type: ignore[arg-type]
        (tmp_path / "signed.p7s").write_bytes(sign_cms(key, b"content", tsa=authority))
        trusted = str(tmp_path / "anchors" / "root.pem")
        command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", str(tmp_path / "signed.p7s")]
        done = subprocess.run(
            [*command, "-CAfile", trusted, "-purpose", "any"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == "content"


def test_it_is_kept_in_a_folder(tmp_path: Path) -> None:
    """The same authority again, with whom it revoked; another one only where it moved."""
    first = load_or_make(tmp_path, "http://127.0.0.1:8011")
    key = first.issue(NAME, IIN)
    first.revoke(key)
    again = load_or_make(tmp_path, "http://127.0.0.1:8011")
    assert again.root.certificate == first.root.certificate
    assert set(again.list_revoked()) == {key.certificate.serial_number}
    assert load_or_make(tmp_path, "http://127.0.0.1:8012").root.certificate != first.root.certificate


def test_a_department_finds_its_key_beside_it(tmp_path: Path) -> None:
    """Made once for an authority, and anew for another one."""
    put_seal(load_or_make(tmp_path, "http://127.0.0.1:8011"), tmp_path)
    first = (tmp_path / "seal.p12").read_bytes()
    put_seal(load_or_make(tmp_path, "http://127.0.0.1:8011"), tmp_path)
    assert (tmp_path / "seal.p12").read_bytes() == first
    assert Key.from_p12(first, (tmp_path / "seal.password").read_text()).chain
    put_seal(load_or_make(tmp_path, "http://127.0.0.1:8012"), tmp_path)
    assert (tmp_path / "seal.p12").read_bytes() != first


def test_a_key_travels_as_a_file() -> None:
    """PKCS#12, as people hold it."""
    key = Authority.make(NOW).issue(NAME, IIN)
    again = Key.from_p12(key.to_p12("secret"), "secret")
    assert again.certificate == key.certificate
    assert again.chain == key.chain
    with pytest.raises(ValueError, match="assword"):
        Key.from_p12(key.to_p12("secret"), "another")
