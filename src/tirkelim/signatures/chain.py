"""The chain from a certificate to an authority that is trusted here, and whether every link of it stood.

Nothing is fetched before the chain is known to be signed by a trusted authority: an address in a certificate of
unknown making could send this server anywhere.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.validate import async_validate_path

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.ground import Ground
from tirkelim.signatures.reading import der
from tirkelim.signatures.revocation import fresh_crl, fresh_ocsp
from tirkelim.signatures.sources import Sources
from tirkelim.signatures.strength import check_certificate
from tirkelim.signatures.trust import Trust

Answer = TypeVar("Answer")
_NOT_YET = RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
_EITHER = RevocationCheckingPolicy(
    RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
)


@dataclass(frozen=True)
class Verifying:
    """One verification: its time, whom it trusts, whom it asks, and where it writes down what it heard."""

    now: datetime
    trust: Trust
    sources: Sources
    ground: Ground


def check_chain(
    verifying: Verifying, certificate: x509.Certificate, others: Sequence[x509.Certificate], moment: datetime
) -> None:
    """Raise Unfit unless the certificate stood at `moment`, by what is known now.

    SELF_SIGNED, UNKNOWN_ISSUER, WEAK, EXPIRED, NOT_YET_VALID, REVOKED, REVOCATION_UNKNOWN.
    """
    if certificate.self_issued:
        raise Unfit(Reason.SELF_SIGNED)
    check_certificate(certificate)
    path = _find_path(verifying.trust, certificate, others, moment)
    certificates = [each for each in path if isinstance(each, x509.Certificate)]
    check_certificate(certificates[0], is_anchor=True)
    for each in certificates[1:]:
        check_certificate(each)
    for each in certificates:
        verifying.ground.add("certificates", der(each))
    _check_revocation(verifying, path, certificates, moment)


def _find_path(
    trust: Trust, certificate: x509.Certificate, others: Sequence[x509.Certificate], moment: datetime
) -> ValidationPath:
    if not trust.roots:
        raise Unfit(Reason.UNKNOWN_ISSUER)
    between = [*others, *trust.between]
    context = _context(trust, moment, _NOT_YET)
    validator = CertificateValidator(certificate, intermediate_certs=between, validation_context=context)
    return carry_out(_refusing(validator.async_validate_path(), Reason.UNKNOWN_ISSUER))


def _check_revocation(
    verifying: Verifying, path: ValidationPath, certificates: Sequence[x509.Certificate], moment: datetime
) -> None:
    answers, lists = [], []
    for issuer, certificate in itertools.pairwise(certificates):
        heard = _hear_ocsp(verifying, certificate, issuer)
        answers += heard
        if not heard:
            lists += _hear_crls(verifying, certificate)
    try:
        _judge(verifying.trust, path, answers, lists, moment)
    except Unfit as unfit:
        if unfit.reason is not Reason.REVOCATION_UNKNOWN or not answers:
            raise
        # A responder answered, but not in a way that counts (signed by a stranger, about another certificate).
        for certificate in certificates[1:]:
            lists += _hear_crls(verifying, certificate)
        _judge(verifying.trust, path, answers, lists, moment)
    for answer in answers:
        verifying.ground.add("ocsp", der(answer))
    for one in lists:
        verifying.ground.add("crls", der(one))


def _hear_ocsp(verifying: Verifying, certificate: x509.Certificate, issuer: x509.Certificate) -> list[Any]:
    if not certificate.ocsp_urls:
        return []
    heard = verifying.sources.ocsp(certificate, issuer)
    fresh = (fresh_ocsp(content, verifying.now) for content in heard)
    return [each for each in fresh if each is not None and _is_about(each, certificate)]


def _is_about(answer: Any, certificate: x509.Certificate) -> bool:
    (single,) = answer.response_data["responses"]
    return bool(single["cert_id"]["serial_number"].native == certificate.serial_number)


def _hear_crls(verifying: Verifying, certificate: x509.Certificate) -> list[Any]:
    if certificate.not_valid_after < verifying.now:
        return []
    fresh = (fresh_crl(content, verifying.now) for content in verifying.sources.crls(certificate))
    return [each for each in fresh if each is not None]


def _judge(trust: Trust, path: ValidationPath, answers: list[Any], lists: list[Any], moment: datetime) -> None:
    context = _context(trust, moment, _EITHER, answers, lists)
    carry_out(_refusing(async_validate_path(context, path), Reason.REVOCATION_UNKNOWN))


def _context(
    trust: Trust,
    moment: datetime,
    policy: RevocationCheckingPolicy,
    answers: Sequence[Any] = (),
    lists: Sequence[Any] = (),
) -> ValidationContext:
    # What was said after `moment` counts for it too: freshness is judged against the time of verification.
    return ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.between),
        moment=moment,
        allow_fetching=False,
        ocsps=list(answers),
        crls=list(lists),
        revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=True),
    )


async def _refusing(work: Coroutine[Any, Any, Answer], otherwise: Reason) -> Answer:
    """Put the library's errors into our reasons."""
    try:
        return await work
    except RevokedError as fault:
        raise Unfit(Reason.REVOKED) from fault
    except InsufficientRevinfoError as fault:
        raise Unfit(Reason.REVOCATION_UNKNOWN) from fault
    except ExpiredError as fault:
        raise Unfit(Reason.EXPIRED) from fault
    except NotYetValidError as fault:
        raise Unfit(Reason.NOT_YET_VALID) from fault
    except DisallowedAlgorithmError as fault:
        raise Unfit(Reason.WEAK) from fault
    except (PathError, ValidationError) as fault:
        raise Unfit(otherwise) from fault


def carry_out(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run the library's asynchronous code, also where this thread is in the middle of an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    found: list[Answer] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            found.append(asyncio.run(work))
        except BaseException as fault:  # handed on to whoever waits below
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
    return found[0]
