"""Sign-in through a provider (OpenID Connect 1.0, code flow with PKCE): where to send people, what came back.

Nothing of a person is kept here or written to a log: out comes who it is, and whether they were asked for more than a
password. What the provider publishes of itself (addresses, keys) is kept for an hour in each process.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import requests
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Those of a public key: with a shared secret or none, anyone who knows our secret or nothing could sign."""
LEEWAY_SECONDS = 60
KEPT_FOR = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=1)
"""A token with an unknown key lets the keys be fetched again, but not more often than this."""
WAITS = timedelta(minutes=10)
"""How long somebody may be away at the provider."""


class Problem(StrEnum):
    """Why nobody is signed in."""

    CANCELLED = "cancelled"  # the person said no, or the provider did
    DOWN = "down"  # no answer in time, or none that can be read
    NOT_BEGUN = "not_begun"  # no sign-in of this browser: begun elsewhere, or answered already
    LATE = "late"
    CODE_REFUSED = "code_refused"  # used already, or run out
    BAD_TOKEN = "bad_token"  # noqa: S105 - a problem
    NO_IIN = "no_iin"


class ProviderError(Exception):
    """Nobody is signed in; `problem` says why. The message holds nothing personal."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class Begun(NamedTuple):
    """A sign-in on its way: what is kept in the session until the answer comes."""

    state: str
    nonce: str
    verifier: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who the provider says it is. `bin` and `name` are "" where it says nothing. `strong`: with a second factor."""

    iin: str = field(repr=False)
    bin: str = field(repr=False)
    name: str = field(repr=False)
    strong: bool


def is_offered() -> bool:
    """Whether this installation has a provider."""
    return bool(_setting("issuer"))


def begin(now: datetime) -> Begun:
    """What a new sign-in is known by: all of it random."""
    return Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), now)


def address(begun: Begun, back: str, language: str) -> str:
    """Where to send the browser. `back`: where the provider sends it afterwards. Raises ProviderError."""
    url, _ = _session(back).create_authorization_url(
        _published("authorize_url", "authorization_endpoint", begun.at),
        state=begun.state,
        code_verifier=begun.verifier,
        nonce=begun.nonce,
        ui_locales=language,
    )
    return str(url)


def arrive(begun: Begun, answer: Mapping[str, str], back: str, now: datetime) -> Arrived:
    """Who came back with this answer (its parameters). Raises ProviderError."""
    if now - begun.at > WAITS:
        raise ProviderError(Problem.LATE)
    if "error" in answer or not answer.get("code"):
        unavailable = answer.get("error") in ("server_error", "temporarily_unavailable")
        raise ProviderError(Problem.DOWN if unavailable else Problem.CANCELLED)
    session = _session(back)
    token = _exchange(session, begun, answer["code"], now)
    claims = _check(token, begun, now)
    iin, strong = _setting("iin"), _is_strong(claims)
    if not claims.get(iin):
        claims = {**_userinfo(str(token.get("access_token", "")), claims, now), **claims}
    if not claims.get(iin):
        raise ProviderError(Problem.NO_IIN)
    said = {name: str(claims.get(_setting(name)) or "").strip() for name in ("iin", "bin", "full_name")}
    return Arrived(said["iin"], said["bin"], said["full_name"], strong)


def _setting(name: str) -> Any:
    return settings.OIDC[name]


def _session(back: str) -> OAuth2Session:
    path = _setting("secret_file")
    return OAuth2Session(
        _setting("client_id"),
        Path(path).read_text(encoding="utf-8").strip() if path else None,
        scope=_setting("scopes"),
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=_setting("seconds"),
    )


def _exchange(session: OAuth2Session, begun: Begun, code: str, now: datetime) -> Mapping[str, Any]:
    """The tokens for a code. Raises ProviderError."""
    url = _published("token_url", "token_endpoint", now)
    try:
        found = session.fetch_token(url, grant_type="authorization_code", code=code, code_verifier=begun.verifier)
    except OAuthError:
        raise ProviderError(Problem.CODE_REFUSED) from None
    except (requests.RequestException, ValueError):
        raise ProviderError(Problem.DOWN) from None
    if not isinstance(found, Mapping) or not isinstance(found.get("id_token"), str):
        raise ProviderError(Problem.BAD_TOKEN)
    return found


def _check(token: Mapping[str, Any], begun: Begun, now: datetime) -> dict[str, Any]:
    """The claims of an id token whose signature, issuer, audience, nonce and times are right. Raises ProviderError."""
    client = _setting("client_id")
    try:
        read = _read(token["id_token"], now)
        claims = CodeIDToken(
            read.claims,
            read.header,
            {"iss": {"essential": True, "value": _setting("issuer")}},
            {"nonce": begun.nonce, "client_id": client, "access_token": token.get("access_token")},
        )
        claims.validate(int(now.timestamp()), LEEWAY_SECONDS)
    except (JoseError, OAuthError, ValueError, TypeError, KeyError):
        raise ProviderError(Problem.BAD_TOKEN) from None
    meant_for = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if client not in meant_for or claims.get("nonce") != begun.nonce:
        raise ProviderError(Problem.BAD_TOKEN)
    return dict(claims)


def _read(token: str, now: datetime) -> jwt.Token:
    """The token, if one of the provider's keys signed it; keys may have changed since they were fetched."""
    url = _published("keys_url", "jwks_uri", now)
    try:
        return jwt.decode(token, _keys(url, now, KEPT_FOR), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        return jwt.decode(token, _keys(url, now, AGAIN_AFTER), algorithms=ALGORITHMS)


def _keys(url: str, now: datetime, age: timedelta) -> KeySet:
    return KeySet.import_key_set(_fetched(url, now, age))  # type: ignore[arg-type]


def _userinfo(access: str, claims: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """Claims that the token lacks, of the same subject; none where the provider offers no such thing."""
    url = _published("userinfo_url", "userinfo_endpoint", now, must=False)
    if not url:
        return {}
    try:
        answer = requests.get(url, headers={"Authorization": f"Bearer {access}"}, timeout=_setting("seconds"))
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError):
        raise ProviderError(Problem.DOWN) from None
    if not isinstance(found, dict) or found.get("sub") != claims["sub"]:
        raise ProviderError(Problem.BAD_TOKEN)
    return found


def _is_strong(claims: Mapping[str, Any]) -> bool:
    """Whether the signed token says that more than a password was asked for."""
    ways = claims.get("amr") or []
    said = {str(claims.get("acr", "")), *(str(way) for way in (ways if isinstance(ways, list) else [ways]))}
    return bool(said & set(_setting("strong")))


def _published(setting: str, name: str, now: datetime, *, must: bool = True) -> str:
    """An address of the provider: the setting, or what the provider publishes of itself. Raises ProviderError."""
    if _setting(setting):
        return str(_setting(setting))
    if not must and _setting("token_url"):
        return ""  # addresses are set by hand: this one was left out on purpose
    issuer = _setting("issuer")
    found = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration", now, KEPT_FOR)
    if found.get("issuer") != issuer or (must and not isinstance(found.get(name), str)):
        raise ProviderError(Problem.DOWN)
    return str(found.get(name) or "")


_kept: dict[str, tuple[datetime, dict[str, Any]]] = {}


def _fetched(url: str, now: datetime, age: timedelta) -> dict[str, Any]:
    """A JSON object from an address, at most so old. Raises ProviderError."""
    at, found = _kept.get(url, (None, {}))
    if at is not None and timedelta(0) <= now - at < age:
        return found
    try:
        answer = requests.get(url, timeout=_setting("seconds"))
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError):
        raise ProviderError(Problem.DOWN) from None
    if not isinstance(found, dict):
        raise ProviderError(Problem.DOWN)
    _kept[url] = (now, found)
    return found
