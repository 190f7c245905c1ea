"""Verifying a signature years later: from what was kept with it, without the network, whatever the clock says.

Everything is judged at the time when the signature came, with the certificates, OCSP answers, lists and time stamps of
that time. Trusted are only the anchors given; the evidence brings none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, x509

from tirkelim.journal.models import JournalPayload
from tirkelim.signatures import gost
from tirkelim.signatures.fitness import Unfit
from tirkelim.signatures.ground import Damaged, Evidence, Ground, unpack
from tirkelim.signatures.models import Signature
from tirkelim.signatures.proof import Verified
from tirkelim.signatures.reading import Read, read_cms
from tirkelim.signatures.sources import Stored
from tirkelim.signatures.trust import Trust
from tirkelim.signatures.verify import Asked, Usage, verify_with


@dataclass(frozen=True)
class Line:
    """One thing that was checked: whether it holds, and what it rests on or what is wrong."""

    checked: str
    holds: bool
    rests_on: str


@dataclass(frozen=True)
class Outcome:
    """All that was checked; fit when every line holds. `verified` is what was found, where the signature is fit."""

    lines: tuple[Line, ...]
    verified: Verified | None

    @property
    def fit(self) -> bool:
        """Whether the signature holds."""
        return self.verified is not None and all(line.holds for line in self.lines)


def verify_again(cms: bytes, content: bytes, evidence: bytes, trust: Trust) -> Outcome:
    """Verify a signature from its three files. Never raises for what is wrong with them."""
    try:
        kept = unpack(evidence)
    except Damaged as damaged:
        return Outcome((Line("evidence", False, str(damaged)),), None)
    lines = [
        Line("evidence", True, f"whole, of {kept.verified_at.isoformat()}"),
        _same("signature file", cms, kept.cms_digest),
        _same("content", content, kept.content_digest),
    ]
    if not all(line.holds for line in lines):
        return Outcome(tuple(lines), None)
    try:
        verified = verify_with(cms, _beside(cms, content), _asked(kept, trust))
    except Unfit as unfit:
        return Outcome((*lines, Line("signature", False, unfit.reason.value)), None)
    return Outcome((*lines, *_tell(verified, kept)), verified)


def verify_stored(signature: Signature, trust: Trust) -> Outcome:
    """Verify a signature of this system, its row and what the journal says about it."""
    if signature.cms is None or signature.content is None or signature.evidence is None:
        return Outcome((Line("kept bytes", False, "erased; only their digests are left"),), None)
    parts = (bytes(signature.cms), bytes(signature.content), bytes(signature.evidence))
    outcome = verify_again(*parts, trust)
    return Outcome((*_against_journal(signature, *parts), *outcome.lines, *_row(signature, outcome)), outcome.verified)


def _asked(kept: Evidence, trust: Trust) -> Asked:
    def answered(read: Read, cms: bytes, now: datetime) -> bytes:
        answer = kept.ground.service or b""
        gost.judge(answer, read, now)
        return answer

    usage: Usage = "authentication" if kept.usage == "authentication" else "signing"
    between = tuple(x509.Certificate.load(each) for each in kept.ground.certificates)
    whole = Trust(trust.roots, (*trust.between, *(each for each in between if not each.self_issued)))
    return Asked(kept.verified_at, usage, whole, Stored(kept.ground), answered)


def _beside(cms: bytes, content: bytes) -> bytes | None:
    """The content, where the signature does not hold it itself."""
    try:
        read_cms(cms)
    except Unfit:
        return content
    return None


def _same(name: str, content: bytes, digest: str) -> Line:
    found = hashlib.sha256(content).hexdigest()
    return Line(name, found == digest, f"SHA-256 {found}" if found == digest else "not the bytes that were verified")


def _tell(verified: Verified, kept: Evidence) -> Iterator[Line]:
    signer = verified.signer
    if kept.ground.service is not None:
        yield Line("signature", True, f"{verified.algorithm}: on the answer of the service for national keys then")
    else:
        yield Line("signature", True, f"whole, {verified.algorithm}")
    yield Line("signer", True, f"certificate {signer.serial} of {signer.issuer}")
    yield Line("validity", True, f"{signer.valid_from.isoformat()} to {signer.valid_until.isoformat()}")
    stamp = "a time stamp" if verified.time_stamped else "the clock of the server that verified it"
    yield Line("time", True, f"{verified.signed_at.isoformat()}, on {stamp}")
    yield from _tell_ground(kept.ground)


def _tell_ground(ground: Ground) -> Iterator[Line]:
    for each in ground.certificates:
        certificate = x509.Certificate.load(each)
        if certificate.ca:
            yield Line("chain", True, certificate.subject.human_friendly)
    for each in ground.ocsp:
        said = ocsp.OCSPResponse.load(each).response_data["responses"][0]
        about = f"{said['cert_id']['serial_number'].native:x}"
        yield Line("not revoked", True, f"OCSP about {about} of {said['this_update'].native.isoformat()}")
    for each in ground.crls:
        listed = crl.CertificateList.load(each)
        issued = listed["tbs_cert_list"]["this_update"].native
        yield Line("not revoked", True, f"list of {listed.issuer.human_friendly} of {issued.isoformat()}")


def _against_journal(signature: Signature, cms: bytes, content: bytes, evidence: bytes) -> Iterator[Line]:
    """What the journal said when the signature was kept; its own chain is checked by ``tirkelim journal verify``."""
    rows = JournalPayload.objects.filter(entry__stream=f"signature:{signature.id}", entry__kind="signed")
    body = rows.values_list("body", flat=True).first()
    if body is None:
        yield Line("journal", False, "no entry about this signature")
        return
    said = json.loads(body)
    for name, part in (("cms", cms), ("content", content), ("evidence", evidence)):
        if name in said:
            yield Line("journal", said[name] == hashlib.sha256(part).hexdigest(), f"its digest of the {name}")


def _row(signature: Signature, outcome: Outcome) -> Iterator[Line]:
    """Whether the columns people read say what the signature says."""
    found = outcome.verified
    if found is None:
        return
    pairs = {
        "name": (signature.signer_name, found.signer.name[:300]),
        "organisation": (signature.organisation_name, found.signer.organisation[:300]),
        "certificate": (signature.serial, found.signer.serial),
        "roles": (signature.roles, sorted(role.value for role in found.signer.roles)),
        "time": (signature.signed_at, found.signed_at),
    }
    wrong = [name for name, (kept, says) in pairs.items() if kept != says]
    yield Line("record", not wrong, f"differs in: {', '.join(wrong)}" if wrong else "says what the signature says")
