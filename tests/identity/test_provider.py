"""Sign-in through a provider: what is sent there, which answers are taken, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import OctKey, RSAKey
from tests.identity.double import Provider, provider

from tirkelim.identity import provider as room
from tirkelim.identity.checks import provider_can_be_trusted
from tirkelim.identity.provider import Begun, Problem, ProviderError

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BACK = "http://testserver/sign-in/provider/back/"
SECRET = "a secret of thirty-two characters"


@pytest.fixture
def double(settings: Any, tmp_path: Path) -> Iterator[Provider]:
    """A provider that this installation is connected to."""
    (tmp_path / "secret").write_text(SECRET)
    with provider(NOW) as running:
        settings.OIDC = {
            **settings.OIDC, "issuer": running.address, "secret_file": str(tmp_path / "secret"), "seconds": 1,
        }  # fmt: skip
        yield running


def sent(double: Provider, now: datetime = NOW) -> Begun:
    """A sign-in that has been begun."""
    begun = room.begin(now)
    double.nonce = begun.nonce
    return begun


def problem(begun: Begun, answer: dict[str, str] | None = None, now: datetime = NOW) -> Problem:
    with pytest.raises(ProviderError) as refused:
        room.arrive(begun, answer or {"code": "c"}, BACK, now)
    assert str(refused.value) == refused.value.problem.value  # nothing more is said
    return refused.value.problem


def test_the_browser_is_sent_with_state_nonce_and_challenge(double: Provider) -> None:
    """The verifier and the secret stay here; nothing names anybody."""
    begun = sent(double)
    address = room.address(begun, BACK, "kk")
    said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{double.address}/authorize?")
    assert said == {
        "response_type": "code", "client_id": "tirkelim", "redirect_uri": BACK, "scope": "openid profile",
        "state": begun.state, "nonce": begun.nonce, "ui_locales": "kk", "code_challenge_method": "S256",
        "code_challenge": create_s256_code_challenge(begun.verifier),
    }  # fmt: skip
    assert len({*begun[:3], *room.begin(NOW)[:3]}) == 6


def test_whom_the_provider_names(double: Provider) -> None:
    arrived = room.arrive(sent(double), {"code": "c"}, BACK, NOW)
    assert (arrived.iin, arrived.name, arrived.bin, arrived.strong) == ("850314101019", "Сейітова Әсем", "", False)
    assert "850314101019" not in repr(arrived)
    asked = dict(double.asked)["/token"]
    assert asked["code"] == ["c"]
    assert asked["redirect_uri"] == [BACK]
    assert len(asked["code_verifier"][0]) >= 43


FAULTS: dict[str, dict[str, Any]] = {
    "another issuer": {"claims": {"iss": "https://other.example"}},
    "for someone else": {"claims": {"aud": "another"}},
    "for several, given to another": {"claims": {"aud": ["tirkelim", "another"], "azp": "another"}},
    "no audience": {"claims": {"aud": None}},
    "another nonce": {"claims": {"nonce": "x"}},
    "no nonce": {"claims": {"nonce": None}},
    "run out": {"claims": {"exp": int(NOW.timestamp()) - 120}},
    "no end": {"claims": {"exp": None}},
    "from the future": {"claims": {"iat": int(NOW.timestamp()) + 600}},
    "not valid yet": {"claims": {"nbf": int(NOW.timestamp()) + 600}},
    "another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "signed by another key": {"signs_with": RSAKey.generate_key(2048, {"kid": "one"})},
    "signed by an unknown key": {"signs_with": RSAKey.generate_key(2048), "header": {"alg": "RS256", "kid": "two"}},
    "signed by our own secret": {"signs_with": OctKey.import_key(SECRET), "header": {"alg": "HS256"}},
    "not signed": {"header": {"alg": "none"}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_is_not_right_signs_nobody_in(double: Provider, fault: str) -> None:
    begun = sent(double)
    for name, value in FAULTS[fault].items():
        setattr(double, name, {**double.claims, **value} if name == "claims" else value)
    assert problem(begun) is Problem.BAD_TOKEN


def test_a_key_that_is_new_is_fetched(double: Provider) -> None:
    """Not more than once a minute."""
    room.arrive(sent(double), {"code": "c"}, BACK, NOW)
    double.key = RSAKey.generate_key(2048, {"kid": "two"}, private=True)
    double.published, double.header = [double.key], {"alg": "RS256", "kid": "two"}
    assert problem(sent(double)) is Problem.BAD_TOKEN
    later = NOW + timedelta(minutes=2)
    double.now = later
    assert room.arrive(sent(double, later), {"code": "c"}, BACK, later).iin
    assert [path for path, _ in double.asked].count("/keys") == 2
    assert [path for path, _ in double.asked].count("/.well-known/openid-configuration") == 1


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"error": "access_denied"}, Problem.CANCELLED), ({}, Problem.CANCELLED),
        ({"error": "temporarily_unavailable"}, Problem.DOWN), ({"error": "server_error"}, Problem.DOWN),
        ({"error": "login_required", "code": "c"}, Problem.CANCELLED),
    ],
)  # fmt: skip
def test_the_provider_brings_nobody(double: Provider, answer: dict[str, str], found: Problem) -> None:
    assert problem(sent(double), answer or {"state": "x"}) is found
    assert "/token" not in dict(double.asked)


def test_an_answer_that_comes_too_late(double: Provider) -> None:
    assert problem(sent(double), now=NOW + timedelta(minutes=11)) is Problem.LATE


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"delay": 1.5}, Problem.DOWN), ({"status": 500, "body": b"{}"}, Problem.DOWN),
        ({"body": b"<html>"}, Problem.DOWN), ({"body": b"{}"}, Problem.BAD_TOKEN),
        ({"status": 400, "body": b'{"error": "invalid_grant"}'}, Problem.CODE_REFUSED),
        ({"body": b'{"access_token": "a", "token_type": "Bearer", "id_token": 5}'}, Problem.BAD_TOKEN),
        ({"body": b'{"access_token": "a", "token_type": "Bearer", "id_token": "x.y.z"}'}, Problem.BAD_TOKEN),
    ],
)  # fmt: skip
def test_an_exchange_that_fails(double: Provider, parts: dict[str, Any], found: Problem) -> None:
    begun = sent(double)
    for name, value in parts.items():
        setattr(double, name, value)
    assert problem(begun) is found


def test_a_provider_that_is_away(settings: Any) -> None:
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:9"}
    with pytest.raises(ProviderError) as away:
        room.address(room.begin(NOW), BACK, "kk")
    assert away.value.problem is Problem.DOWN


def test_a_provider_that_calls_itself_otherwise(double: Provider, settings: Any) -> None:
    settings.OIDC = {**settings.OIDC, "issuer": double.address.replace("127.0.0.1", "localhost")}
    with pytest.raises(ProviderError) as wrong:
        room.address(room.begin(NOW), BACK, "kk")
    assert wrong.value.problem is Problem.DOWN


def test_an_iin_that_the_token_lacks_is_asked_for(double: Provider) -> None:
    """Of the same subject; what the token itself says counts more."""
    double.claims = {"sub": "s-1", "name": "Token"}
    double.userinfo = {"sub": "s-1", "iin": "850314101019", "name": "Info", "acr": "mfa"}
    arrived = room.arrive(sent(double), {"code": "c"}, BACK, NOW)
    assert (arrived.iin, arrived.name, arrived.strong) == ("850314101019", "Token", False)
    double.userinfo = {"sub": "s-2", "iin": "850314101019"}
    assert problem(sent(double)) is Problem.BAD_TOKEN
    double.userinfo = {"sub": "s-1"}
    assert problem(sent(double)) is Problem.NO_IIN


@pytest.mark.parametrize(
    ("claims", "strong"),
    [({"amr": ["pwd"]}, False), ({"amr": ["pwd", "mfa"]}, True), ({"acr": "mfa"}, True), ({"acr": "0"}, False)],
)
def test_a_second_factor_of_the_provider_counts_where_it_says_so(
    double: Provider, claims: dict[str, Any], strong: bool
) -> None:
    double.claims |= claims
    assert room.arrive(sent(double), {"code": "c"}, BACK, NOW).strong is strong


def test_the_server_does_not_start_with_a_provider_that_cannot_be_trusted(settings: Any, tmp_path: Path) -> None:
    """Over plain HTTP anybody on the way could be anybody."""
    settings.DEMO = False
    settings.OIDC = {**settings.OIDC, "issuer": "https://provider.example", "secret_file": ""}
    assert provider_can_be_trusted() == []
    settings.OIDC = {**settings.OIDC, "token_url": "http://provider.example/token"}
    assert [one.id for one in provider_can_be_trusted()] == ["identity.E002"]
    settings.OIDC = {**settings.OIDC, "token_url": "", "secret_file": str(tmp_path / "nowhere")}
    assert [one.id for one in provider_can_be_trusted()] == ["identity.E003"]
