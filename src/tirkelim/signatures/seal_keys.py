"""The department's key: in a file (PKCS#12), or on a token (PKCS#11) that never lets it out.

The settings say which; passwords and PINs lie in files of their own, so that no list of processes or settings shows
them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pkcs11
from django.conf import settings
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from tirkelim.signatures import trust
from tirkelim.signatures.reading import MALFORMED

_token = threading.Lock()  # one session of a process at a time: a token knows who is signed in for the whole process


class CannotSeal(Exception):
    """The seal cannot be set now; the message says why, in one word or two, and holds nothing secret."""


def is_wanted() -> bool:
    """Whether this installation seals its documents."""
    return bool(settings.SEAL_KEY or settings.SEAL_MODULE)


@contextmanager
def department_signer() -> Iterator[Signer]:
    """What signs with the department's key. Raises CannotSeal."""
    if settings.SEAL_MODULE:
        with _token, _session() as session:
            yield _of_token(session)
    else:
        yield _of_file()


def _of_file() -> Signer:
    try:
        path = Path(settings.SEAL_KEY)
        return _load(path, path.stat().st_mtime_ns, _secret(settings.SEAL_PASSWORD_FILE))
    except OSError as fault:
        raise CannotSeal("the key file cannot be read") from fault


@lru_cache(maxsize=2)
def _load(path: Path, _changed: int, password: bytes) -> Signer:
    try:
        found = SimpleSigner.load_pkcs12_data(path.read_bytes(), other_certs=_between(), passphrase=password)
    except MALFORMED as fault:
        raise CannotSeal("the key file does not open with the password") from fault
    if not isinstance(found, SimpleSigner) or found.signing_cert is None:
        raise CannotSeal("the key file does not open with the password")
    return found


@contextmanager
def _session() -> Iterator[Any]:
    try:
        pin = _secret(settings.SEAL_PIN_FILE).decode()
        found = open_pkcs11_session(
            settings.SEAL_MODULE, token_criteria=TokenCriteria(label=settings.SEAL_TOKEN), user_pin=pin
        )
    except (pkcs11.PKCS11Error, OSError, RuntimeError, ValueError) as fault:
        raise CannotSeal(f"the token does not open: {type(fault).__name__}") from fault
    try:
        yield found
    except pkcs11.PKCS11Error as fault:
        raise CannotSeal(f"the token refuses: {type(fault).__name__}") from fault
    finally:
        found.close()


def _of_token(session: Any) -> Signer:
    label = settings.SEAL_LABEL
    try:
        held = session.get_key(pkcs11.ObjectClass.PRIVATE_KEY, label=label)
    except pkcs11.PKCS11Error as fault:
        raise CannotSeal(f"the token has no such key: {type(fault).__name__}") from fault
    # Many tokens only know the bare curve operation; for RSA they hash themselves.
    is_curve = held.key_type == pkcs11.KeyType.EC
    return PKCS11Signer(session, cert_label=label, key_label=label, ca_chain=_between(), use_raw_mechanism=is_curve)


def _between() -> list[Any]:
    """Certificates between the department's and the root, to go into the seal."""
    return list(trust.configured().between)


def _secret(path: str) -> bytes:
    return Path(path).read_bytes().rstrip(b"\r\n") if path else b""
