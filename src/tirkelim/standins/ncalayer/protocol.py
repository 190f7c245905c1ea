"""What NCALayer is asked and what it answers, as JSON texts over the web socket.

On connecting it says its version. It is asked {module, method, args}; module "basics" answers {status, body} with
body.result where it signed, an empty body where the person closed the window, status false with code and message where
something failed. Modules that it does not have are answered with an error in the form of the older modules.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

VERSION = "1.4"
GREETING = json.dumps({"result": {"version": VERSION}})
"""The first thing that it says."""
BASICS, SIGN = "kz.gov.pki.knca.basics", "sign"


@dataclass(frozen=True, slots=True)
class SignRequest:
    """What is to be signed: the bytes, whether they go into the signature, whether a time stamp is wanted, which marks
    the certificate has to carry (object identifiers), and the language of the window."""

    content: bytes
    encapsulate: bool
    time_stamp: bool
    marks: tuple[str, ...]
    locale: str


class Failed(Exception):
    """Nothing could be signed; the message is what the program tells the page."""


Choose = Callable[[SignRequest], bytes | None]
"""Lets the person choose a key: the signature (CMS, DER), or None where the window was closed. Raises Failed."""


def answer(text: str, choose: Choose) -> str:
    """The answer to one message."""
    try:
        asked = json.loads(text)
        module, method = asked["module"], asked["method"]
    except (ValueError, TypeError, KeyError):
        return _refusal("BAD_REQUEST", "the request cannot be read")
    if (module, method) != (BASICS, SIGN):
        return json.dumps({"code": "500", "message": "MODULE_NOT_FOUND", "responseObject": None})
    try:
        signature = choose(read(asked.get("args")))
    except Failed as fault:
        return _refusal("SIGNING_FAILED", str(fault))
    if signature is None:
        return json.dumps({"status": True, "body": {}})
    return json.dumps({"status": True, "body": {"result": [armoured(signature)]}})


def read(args: Any) -> SignRequest:
    """The arguments of a request to sign. Raises Failed."""
    try:
        parameters, signer = args["signingParams"], args["signerParams"]
        data = args["data"][0] if isinstance(args["data"], list) else args["data"]
        if args["format"] != "cms" or _is(parameters.get("digested")) or not _is(parameters.get("decode")):
            raise Failed("this stand-in signs data in Base64 as CMS only")
        return SignRequest(
            content=base64.b64decode(data, validate=True),
            encapsulate=_is(parameters.get("encapsulate")),
            time_stamp=parameters.get("tsaProfile") is not None,
            marks=tuple(signer.get("extKeyUsageOids") or ()),
            locale=str(args.get("locale") or "ru"),
        )
    except (KeyError, TypeError, AttributeError, IndexError, binascii.Error) as fault:
        raise Failed("the request lacks something") from fault


def _is(value: Any) -> bool:
    """Pages send yes and no as JSON, or as words."""
    return value is True or value == "true"


def armoured(signature: bytes) -> str:
    """A signature as the program hands it out: Base64 between two lines that say what it is."""
    return f"-----BEGIN CMS-----\n{base64.encodebytes(signature).decode()}-----END CMS-----\n"


def _refusal(code: str, message: str) -> str:
    return json.dumps({"status": False, "code": code, "message": message, "details": ""})
