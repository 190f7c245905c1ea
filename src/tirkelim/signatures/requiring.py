"""Where a signature is owed: called by whoever writes, inside the transaction, with exactly what the person saw.

A writer says what must be signed; nothing else in it knows how signing works. Without a fit signature over these very
bytes it raises SignatureWanted, which undoes the transaction; the pages answer it by asking for the signature
(``portal/signing``), and send the same command again with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from tirkelim.identity.identifiers import BIN, IIN, has_identifier, knows_identifier
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command
from tirkelim.journal.models import Change
from tirkelim.law.digest import canonical
from tirkelim.signatures.fitness import Reason
from tirkelim.signatures.models import Signature
from tirkelim.signatures.proof import Proof, Verified
from tirkelim.signatures.purposes import ROLES, Purpose, SignerRole


class SignatureWanted(Exception):
    """A command lacks a fit signature over `content`; `refused` says why the one that came is not taken."""

    def __init__(self, purpose: Purpose, content: Mapping[str, Any], refused: Reason | None) -> None:
        super().__init__(purpose.value)
        self.purpose = purpose
        self.content = content
        self.refused = refused


def require_signature(
    command: Command, made: Change, purpose: Purpose, content: Mapping[str, Any], *, bin: str = ""
) -> Signature | None:
    """Keep the signature that came with a command over exactly this content.

    `bin`: the organisation in whose name is signed; "" for one's own or, for officials, the BIN linked to the account.
    None where this installation asks for no signatures and none came. Raises SignatureWanted.
    """
    proof: Proof | None = command.proof
    if command.actor is None or (proof is None and not settings.SIGNATURES_REQUIRED):
        return None
    refused = None if proof is None else why_unfit(proof, purpose, canonical(content), command.actor, bin)
    if proof is None or proof.verified is None or refused is not None:
        raise SignatureWanted(purpose, content, refused)
    return _keep(proof.verified, purpose, command.actor, made)


def why_unfit(proof: Proof, purpose: Purpose, content: bytes, account: UUID, bin: str = "") -> Reason | None:
    """Why a signature will not do for this purpose, content and account; None where it does."""
    verified = proof.verified
    if verified is None:
        return proof.refused
    if verified.content != content:
        return Reason.OTHER_DATA
    return why_not_theirs(verified, account) or _why_wrong_part(verified, purpose, account, bin)


def why_not_theirs(verified: Verified, account: UUID) -> Reason | None:
    """Why the signer is not the person of an account; None where they are one."""
    if not knows_identifier(account, IIN):
        return Reason.NOT_LINKED
    return None if has_identifier(account, IIN, verified.signer.iin) else Reason.WRONG_PERSON


def _why_wrong_part(verified: Verified, purpose: Purpose, account: UUID, bin: str) -> Reason | None:
    signer = verified.signer
    if not signer.roles & ROLES[purpose]:
        return Reason.WRONG_ROLE
    if SignerRole.INDIVIDUAL in signer.roles & ROLES[purpose]:
        return None
    if bin:
        return None if signer.bin == bin else Reason.WRONG_ORGANISATION
    return None if has_identifier(account, BIN, signer.bin) else Reason.WRONG_ORGANISATION


def _keep(verified: Verified, purpose: Purpose, account: UUID, made: Change) -> Signature:
    signer = verified.signer
    kept = Signature.objects.create(
        change=made,
        account=account,
        purpose=purpose.value,
        content=verified.content,
        content_digest=hashlib.sha256(verified.content).hexdigest(),
        cms=verified.cms,
        cms_digest=hashlib.sha256(verified.cms).hexdigest(),
        evidence=verified.evidence,
        signer_name=signer.name[:300],
        organisation_name=signer.organisation[:300],
        roles=sorted(role.value for role in signer.roles),
        issuer=signer.issuer[:500],
        serial=signer.serial,
        algorithm=verified.algorithm,
        signed_at=verified.signed_at,
        time_stamped=verified.time_stamped,
        verified_at=verified.verified_at,
    )
    said = {"purpose": purpose.value, "content": kept.content_digest, "cms": kept.cms_digest, "serial": kept.serial}
    evidence = hashlib.sha256(verified.evidence).hexdigest()
    append(f"signature:{kept.id}", made, "signed", {**said, "evidence": evidence, "signed_at": verified.signed_at})
    return kept
