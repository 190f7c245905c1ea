"""The documents of a decision on a certificate, and on the level claimed with it, in the order they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import Bilingual, Payload
from tirkelim.services.certificate.result import payload_of
from tirkelim.services.level.result import refusal_beside


def payloads_of(decision: Decision, service: Bilingual, claim: Mapping[str, Any]) -> tuple[Payload, ...]:
    """The certificate, or the reasoned refusal; beside a certificate the refusal of a level that was refused."""
    beside = refusal_beside(decision)
    return (payload_of(decision, service, claim), *((beside,) if beside else ()))
