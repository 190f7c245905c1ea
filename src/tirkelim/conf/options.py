"""Every setting that an installation can change, declared once: name, default, meaning.

Standard library only, so that the reference page is generated without starting Django.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

MAIL_PORTS: Mapping[str, int] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""How a mail server is reached, and the usual port of each way."""

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})


class BadSetting(ValueError):
    """A setting has a value that cannot be read; the message names the setting."""


class Option(NamedTuple):
    """One setting: environment variable, default as text, and what it means (for the reference page)."""

    name: str
    default: str
    meaning: str
    secret: bool = False


GATEWAY_SYSTEMS: Mapping[str, str] = {
    "EDUCATION": "the system of education data",
    "CERTIFICATES": "the service of certificates and levels",
    "CIVIL_STATUS": "the civil status records",
    "ASSESSMENT": "the service of the assessment organisation",
    "LABOUR": "the system of labour contracts",
    "LEGAL_STATISTICS": "the legal statistics (prohibitions of activity)",
    "REAL_ESTATE": "the real-estate register",
    "NUMBERS": "the mobile citizens database",
    "SMS": "the gateway of short messages",
    "PAYMENTS": "the payment gateway",
}
"""State systems, each with a setting for its address."""

OPTIONS: tuple[Option, ...] = (
    Option(
        "TIRKELIM_SECRET_KEY",
        "",
        "Key for signing and for hashing throttle keys, at least 50 random characters. Outside demo "
        "mode the server refuses to start without it.",
        secret=True,
    ),
    Option(
        "TIRKELIM_DEMO",
        "0",
        "1 turns on demo mode: synthetic data, demo accounts, demo answers of state systems. Never "
        "together with real data.",
    ),
    Option("TIRKELIM_DEBUG", "0", "1 shows technical error pages. For development only."),
    Option("TIRKELIM_HOME", "", "Folder against which relative paths are read. Empty: the checkout."),
    Option(
        "TIRKELIM_DATABASE_URL",
        "sqlite:///var/tirkelim.sqlite3",
        "Database: sqlite:///relative/path, sqlite:////absolute/path, or postgresql://user:password@host:port/name.",
    ),
    Option("TIRKELIM_DATABASE_KEEP_SECONDS", "60", "How long an idle PostgreSQL connection is kept, in seconds."),
    Option(
        "TIRKELIM_DATABASE_PREPARE",
        "5",
        "A PostgreSQL connection prepares a statement that it has run this many times. 0: never, for a pooler in front "
        "that hands connections on after each transaction.",
    ),
    Option(
        "TIRKELIM_MEDIA_ROOT",
        "var/evidence",
        "Folder of evidence files; on the same volume as its backups. Not served by the web server.",
    ),
    Option("TIRKELIM_STATIC_ROOT", "var/static", "Folder to which collectstatic writes styles, fonts and scripts."),
    Option("TIRKELIM_ALLOWED_HOSTS", "127.0.0.1,localhost", "Host names the site answers to, separated by commas."),
    Option(
        "TIRKELIM_PUBLIC_URL", "http://127.0.0.1:8000", "Address of this site as people see it; printed in QR codes."
    ),
    Option(
        "TIRKELIM_HTTPS",
        "",
        "1: cookies only over HTTPS, plain HTTP is redirected, strict transport security. Empty: on, "
        "except in demo and debug modes.",
    ),
    Option(
        "TIRKELIM_TRUSTED_PROXIES",
        "0",
        "Number of reverse proxies in front. 0: the caller's address is the connection's own; n: the "
        "n-th address from the right of X-Forwarded-For.",
    ),
    Option(
        "TIRKELIM_SIGNATURES",
        "",
        "1: applications, confirmations of results, decisions, minutes and acts of visits need an electronic "
        "signature. Empty: on, except in demo mode, where a statement stands in for it and is marked as such.",
    ),
    Option(
        "TIRKELIM_TRUST_ANCHORS",
        "",
        "Folder with the certificates (PEM or DER) of the authorities whose signatures are taken. Those that vouch for "
        "themselves are trusted, the others only complete chains. Keep the old ones: old signatures need them. Empty: "
        "no signature is taken.",
    ),
    Option(
        "TIRKELIM_SIGNATURE_SECONDS",
        "5",
        "How long, in seconds, an OCSP responder, a revocation list, a time-stamping authority and NCANode are each "
        "waited for.",
    ),
    Option(
        "TIRKELIM_REVOCATION_CACHE",
        "var/revocation",
        "Folder of the revocation lists fetched last. One that is still valid counts when OCSP is silent.",
    ),
    Option(
        "TIRKELIM_TSA_URL",
        "",
        "Address of the time-stamping authority (RFC 3161) for signatures that come without a time stamp and for "
        "sealed documents. Empty: none.",
    ),
    Option(
        "TIRKELIM_TSA_REQUIRED",
        "0",
        "1: a signature for which no time stamp can be had is refused. 0: it is taken with this server's time and "
        "marked as not time-stamped.",
    ),
    Option(
        "TIRKELIM_NCANODE_URL",
        "",
        "Address of the NCANode service (version 3) that verifies keys of the national standards (GOST). Empty: such "
        "keys cannot be used.",
    ),
    Option(
        "TIRKELIM_SEAL_KEY",
        "",
        "PKCS#12 file with the department's key: every document given out is sealed with it (PAdES). Empty, and no "
        "token either: documents are not sealed.",
    ),
    Option("TIRKELIM_SEAL_PASSWORD_FILE", "", "File with the password of the key file."),
    Option(
        "TIRKELIM_SEAL_MODULE",
        "",
        "The department's key lies on a token instead: path of its PKCS#11 library.",
    ),
    Option("TIRKELIM_SEAL_TOKEN", "", "Label of the token."),
    Option("TIRKELIM_SEAL_LABEL", "", "Label of the key and of its certificate on the token."),
    Option("TIRKELIM_SEAL_PIN_FILE", "", "File with the token's PIN."),
    Option(
        "TIRKELIM_NCALAYER_URL",
        "wss://127.0.0.1:13579/",
        "Where NCALayer, the signing program, listens on the computer of whoever signs. Pages that ask for a signature "
        "may speak with this address beside the site's own, all others with none.",
    ),
    Option(
        "TIRKELIM_SIGNATURE_TIME_STAMPS",
        "1",
        "1: NCALayer is asked for a time stamp of the national authority in every signature.",
    ),
    Option(
        "TIRKELIM_MAIL_URL",
        "",
        "Mail server for notices: smtp://host:port without encryption, smtp+starttls://user:password@host:587, or "
        "smtps://user:password@host:465. Empty: letters are written into the folder var/mail, which demo mode uses.",
        secret=True,
    ),
    Option("TIRKELIM_MAIL_FROM", "tirkelim@localhost", "Sender of letters, as people see it."),
    Option("TIRKELIM_MAIL_SECONDS", "10", "A mail server that does not answer within this many seconds is left alone."),
    Option(
        "TIRKELIM_OLD_SECRET_KEYS",
        "",
        "Earlier values of TIRKELIM_SECRET_KEY, separated by commas, newest first: what was sealed or linked under "
        "them stays readable after a change of the key.",
        secret=True,
    ),
    Option("TIRKELIM_SESSION_MINUTES", "480", "A sign-in lasts at most this many minutes."),
    Option("TIRKELIM_IDLE_MINUTES", "30", "A sign-in in which nothing happens ends after this many minutes."),
    Option(
        "TIRKELIM_SECOND_FACTOR",
        "",
        "1: everyone whose role decides or shows other people's data needs a second factor to sign in. Empty: on, "
        "except in demo mode, where one may try it.",
    ),
    Option(
        "TIRKELIM_SIGNATURE_IS_STRONG",
        "1",
        "1: who signs in with a key of the certification authority needs no second factor beside it.",
    ),
    Option(
        "TIRKELIM_PROPOSAL_DAYS",
        "7",
        "What an administrator has proposed lapses unless another confirms it in these days.",
    ),
    Option(
        "TIRKELIM_OIDC_ISSUER",
        "",
        "Address of the sign-in provider (OpenID Connect), as its tokens name it. Empty: no such sign-in.",
    ),
    Option("TIRKELIM_OIDC_NAME", "eGov", "What the provider is called on the sign-in page."),
    Option("TIRKELIM_OIDC_CLIENT_ID", "tirkelim", "The name under which the provider knows this site."),
    Option("TIRKELIM_OIDC_SECRET_FILE", "", "File with the secret that the provider gave this site. Empty: none."),
    Option("TIRKELIM_OIDC_SCOPES", "openid profile", "What is asked of the provider, separated by spaces."),
    Option(
        "TIRKELIM_OIDC_AUTHORIZE_URL",
        "",
        "Where people are sent to sign in. Empty: this and the next three as the provider itself publishes them "
        "(discovery).",
    ),
    Option("TIRKELIM_OIDC_TOKEN_URL", "", "Where a code is exchanged for tokens."),
    Option("TIRKELIM_OIDC_KEYS_URL", "", "Where the provider publishes the keys that sign its tokens."),
    Option("TIRKELIM_OIDC_USERINFO_URL", "", "Where claims are asked that the token lacks. Empty: discovery, or none."),
    Option("TIRKELIM_OIDC_CLAIM_IIN", "iin", "The claim that holds the person's IIN."),
    Option("TIRKELIM_OIDC_CLAIM_BIN", "bin", "The claim that holds the BIN of an organisation, if any."),
    Option("TIRKELIM_OIDC_CLAIM_NAME", "name", "The claim that holds the person's name."),
    Option(
        "TIRKELIM_OIDC_STRONG",
        "mfa",
        "Values of the claims acr or amr, separated by commas, with which a sign-in needs no second factor of ours.",
    ),
    Option("TIRKELIM_OIDC_SECONDS", "5", "How long the provider may take for one answer, in seconds."),
    Option("TIRKELIM_SIGN_IN_FAILURES", "5", "Failed sign-ins for one name within the lock time before it is locked."),
    Option(
        "TIRKELIM_ADDRESS_FAILURES", "30", "Failed sign-ins from one address within the lock time before it is locked."
    ),
    Option("TIRKELIM_LOCK_MINUTES", "15", "How long a name or an address stays locked, in minutes."),
    Option(
        "TIRKELIM_ASK_PER_MINUTE",
        "600",
        "Questions that one address may put to the API in a minute, counted in each web process. 0: no limit.",
    ),
    Option(
        "TIRKELIM_CHECK_PER_MINUTE",
        "60",
        "Certificates that one address may check in a minute, on the page and over the API together, counted in each "
        "web process by itself. 0: no limit.",
    ),
    Option("TIRKELIM_SEAL_MARGIN_SECONDS", "300", "A journal seal closes the time up to this many seconds before it."),
    Option("TIRKELIM_STATE_PORTAL_URL", "https://egov.kz", "Address of the state services portal."),
    Option("TIRKELIM_LICENCE_PORTAL_URL", "https://elicense.kz", "Address of the licensing portal."),
    Option(
        "TIRKELIM_LEVEL_TARGET_DAYS",
        "5",
        "Service target of applications for a qualification level, in working days. The rules set no term for them.",
    ),
    Option(
        "TIRKELIM_REFUSAL_HEARING_DAYS",
        "0",
        "Before a refusal the applicant sees it as intended and may answer within this many working days. 0: no "
        "hearing, since the orders held here name none.",
    ),
    Option(
        "TIRKELIM_COMMISSION_QUORUM_PERCENT",
        "50",
        "More than this share of a commission's members, in percent, must take part in deciding on a person. The "
        "order names no quorum.",
    ),
    Option("TIRKELIM_EXPORT_MOST", "50000", "Lines that one exported list may hold at most."),
    Option(
        "TIRKELIM_IMPORT_MEGABYTES",
        "500",
        "A table of workers that is brought may be this large, in megabytes: all of the country take 250.",
    ),
    Option(
        "TIRKELIM_IMPORT_KEEP_DAYS",
        "30",
        "Files of imports, which hold personal data, are taken away after this many days. What was written stays.",
    ),
    Option(
        "TIRKELIM_GATEWAY_URL",
        "",
        "Address of the state gateway: HTTPS, or HTTP on this machine. Each system can have its own address instead. "
        "Empty: demo answers in demo mode, otherwise no system is connected and every question counts as not answered.",
    ),
    *(
        Option(
            f"TIRKELIM_GATEWAY_{name}_URL",
            "",
            f"Address of {what}, where it is not that of TIRKELIM_GATEWAY_URL. off: not connected.",
        )
        for name, what in GATEWAY_SYSTEMS.items()
    ),
    Option("TIRKELIM_GATEWAY_CA", "", "File with the authorities that state systems' certificates come from (PEM)."),
    Option("TIRKELIM_GATEWAY_CERTIFICATE", "", "File with our certificate for state systems (PEM): mutual TLS."),
    Option("TIRKELIM_GATEWAY_KEY", "", "File with the key of that certificate (PEM, without a password)."),
    Option("TIRKELIM_GATEWAY_CONNECT_MS", "2000", "How long a state system may take to connect, in milliseconds."),
    Option("TIRKELIM_GATEWAY_READ_MS", "5000", "How long it may be silent while answering, in milliseconds."),
    Option("TIRKELIM_GATEWAY_TOTAL_MS", "10000", "How long a question may take with its repetitions, in milliseconds."),
    Option("TIRKELIM_GATEWAY_TRIES", "3", "How often a question is put before the system counts as not answering."),
    Option(
        "TIRKELIM_GATEWAY_BREAK_AFTER",
        "5",
        "After this many questions in a row without an answer a system is left alone for a while, in each process.",
    ),
    Option("TIRKELIM_GATEWAY_BREAK_SECONDS", "30", "How long it is left alone, in seconds."),
    Option(
        "TIRKELIM_SMS_CALLBACK_SECRET",
        "",
        "What the gateway of short messages shows when it brings an answer, at least 32 characters. Empty: no answers "
        "by message are taken, and consent is given by one-time code only.",
        secret=True,
    ),
    Option(
        "TIRKELIM_CONSENT_DAYS",
        "90",
        "A consent allows questions to a state system until the application is decided, at most this many days.",
    ),
    Option(
        "TIRKELIM_CONSENT_ASKS_AN_HOUR",
        "30",
        "Codes and questions for consent that one network address may ask for in an hour. One person, and one "
        "telephone number, get five.",
    ),
    Option("TIRKELIM_CONTACT_CENTRE", "1414", "Short number of the contact centre for certificates and licences."),
    Option("TIRKELIM_CONTACT_CENTRE_LONG", "8-800-080-7777", "Long number of the same contact centre."),
    Option("TIRKELIM_LABOUR_CONTACT_CENTRE", "1411", "Contact centre for conformity certificates."),
    Option("TIRKELIM_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
)
BY_NAME: Mapping[str, Option] = {option.name: option for option in OPTIONS}


class Values:
    """Reads declared settings from an environment; an undeclared name is a programming error (KeyError)."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def text(self, name: str) -> str:
        """The value as text, or the declared default where the variable is absent."""
        return self._environment.get(name, BY_NAME[name].default).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        """The value as yes or no; empty gives `default`. Raises BadSetting."""
        value = self.text(name).casefold()
        if value == "":
            return default
        if value in YES or value in NO:
            return value in YES
        raise BadSetting(f"{name}: write 1 or 0")

    def number(self, name: str) -> int:
        """The value as a whole number, zero or more. Raises BadSetting."""
        value = self.text(name)
        if not (value.isascii() and value.isdigit()):
            raise BadSetting(f"{name}: write a whole number")
        return int(value)

    def words(self, name: str) -> list[str]:
        """The value split at commas, without empty parts."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def path(self, name: str, home: Path) -> Path:
        """The value as a path; a relative one starts at `home`."""
        return home / self.text(name)

    def file(self, name: str, home: Path) -> str:
        """The same as text, "" where nothing is set."""
        return str(self.path(name, home)) if self.text(name) else ""


def read_environment() -> Values:
    """The settings of this process."""
    return Values(os.environ)


def database(url: str, home: Path, keep_seconds: int = 60, prepare: int = 5) -> dict[str, object]:
    """Django's description of the database behind a TIRKELIM_DATABASE_URL. Raises BadSetting."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path), home)
    if parts.scheme in {"postgresql", "postgres"}:
        bound = {"server_side_binding": True, "prepare_threshold": prepare} if prepare else {}
        return {
            "ENGINE": "tirkelim.conf.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": keep_seconds,
            "CONN_HEALTH_CHECKS": True,
            # Compiling a plan takes half a second, most questions of a page a hundredth of that.
            "OPTIONS": {"options": "-c jit=off", **bound, **dict(parse_qsl(parts.query))},
        }
    raise BadSetting("TIRKELIM_DATABASE_URL: write sqlite:///path or postgresql://user@host:port/name")


def mail(url: str, home: Path) -> dict[str, object]:
    """Django's mail settings behind a TIRKELIM_MAIL_URL, by name. Raises BadSetting."""
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(home / "var" / "mail")}
    parts = urlsplit(url)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise BadSetting("TIRKELIM_MAIL_URL: write smtp://host:port, smtp+starttls://... or smtps://...")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def _sqlite(path: str, home: Path) -> dict[str, object]:
    """SQLite with a write-ahead log and immediate transactions (docs/decisions/0004-database.md)."""
    name = path[1:]
    if not name:
        raise BadSetting("TIRKELIM_DATABASE_URL: the path of the SQLite file is missing")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name if name == ":memory:" else str(home / name),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: without it INSERT OR REPLACE would delete a guarded row unseen.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",
        },
    }


def settings_reference() -> str:
    """The text of docs/reference/settings.md, made from the table above."""
    lines = [
        "# Settings",
        "",
        "Generated from `src/tirkelim/conf/options.py`; do not edit by hand.",
        "All settings are environment variables.",
        "",
        "| name | default | meaning |",
        "|---|---|---|",
    ]
    for option in OPTIONS:
        default = f"`{option.default}`" if option.default else "(empty)"
        secret = " Secret." if option.secret else ""
        lines.append(f"| `{option.name}` | {default} | {option.meaning}{secret} |")
    return "\n".join(lines) + "\n"
