"""The department's seal in a PDF (PAdES), so that any reader of PDF can tell who gave it out and that it is unaltered.

Level B-LT where this installation has a time-stamping authority and trust anchors: the seal then carries its time and
everything to verify it years later. B-T without anchors, B-B without a time-stamping authority. A lower level is never
given because something was silent: then the document waits.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms, crl, ocsp, tsp, x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tirkelim.signatures import trust
from tirkelim.signatures.asking import Silent, ask
from tirkelim.signatures.chain import Verifying, carry_out, check_chain
from tirkelim.signatures.fitness import Unfit
from tirkelim.signatures.ground import Ground
from tirkelim.signatures.reading import MALFORMED, der
from tirkelim.signatures.seal_keys import CannotSeal, department_signer, is_wanted
from tirkelim.signatures.sources import SMALL, live
from tirkelim.signatures.stamps import check_stamp
from tirkelim.signatures.strength import check_certificate

__all__ = ["CannotSeal", "Sealed", "is_wanted", "seal"]

FIELD: Final = "DepartmentSeal"
#: Room in the file for the signature with its certificates and its time stamp, in hexadecimal digits.
RESERVED: Final = 32_768
NONCES: Final = (8, 7, 6)  # bytes


@dataclass(frozen=True)
class Sealed:
    """A sealed PDF and the level of its seal: "B-B", "B-T" or "B-LT"."""

    content: bytes
    level: str


def seal(pdf: bytes, now: datetime) -> Sealed:
    """Seal a PDF with the department's key. Asks the authorities for a few seconds each. Raises CannotSeal."""
    try:
        return _seal(pdf, now)
    except Unfit as unfit:
        raise CannotSeal(f"the department's certificate or time stamp is not fit: {unfit.reason.value}") from unfit
    except Silent as silent:
        raise CannotSeal(f"the time-stamping authority is silent: {silent}") from silent
    except (PdfError, OSError, *MALFORMED) as fault:
        raise CannotSeal(type(fault).__name__) from fault


def _seal(pdf: bytes, now: datetime) -> Sealed:
    anchors = trust.configured()
    stamped = bool(settings.TSA_URL)
    with department_signer() as signer:
        if signer.signing_cert is None:
            raise CannotSeal("there is no certificate beside the key")
        _check_stands(signer.signing_cert, now)
        described = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=signer.subject_name,
        )
        field = SigFieldSpec(
            FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True), readable_field_name="Department seal"
        )
        setter = PdfSigner(described, signer, timestamper=_Stamper() if stamped else None, new_field_spec=field)
        writer = _Additions(BytesIO(pdf))
        sealed = carry_out(setter.async_sign_pdf(writer, bytes_reserved=RESERVED)).getvalue()
    if anchors.roots:
        ground = _check_seal(sealed, Verifying(now, anchors, live(now), Ground()), stamped)
        if stamped:
            return Sealed(_with_ground(sealed, ground), "B-LT")
    return Sealed(sealed, "B-T" if stamped else "B-B")


def _check_stands(certificate: Any, now: datetime) -> None:
    """An expired key seals nothing, also where no anchors are set to check the rest."""
    check_certificate(certificate)
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        raise CannotSeal("the department's certificate has expired or is not valid yet")


def _check_seal(sealed: bytes, verifying: Verifying, stamped: bool) -> Ground:
    """What proves the seal; raises Unfit where a verifier would refuse it."""
    (found,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    info = found.signer_info
    others = [choice.chosen.untag() for choice in found.signed_data["certificates"] if choice.name == "certificate"]
    moment = verifying.now
    if stamped:
        token = next(each for each in info["unsigned_attrs"] if each["type"].native == "signature_time_stamp_token")
        moment = check_stamp(verifying, der(token["values"][0]), bytes(info["signature"].native))
    check_chain(verifying, found.signer_cert, others, moment)
    return verifying.ground


def _with_ground(sealed: bytes, ground: Ground) -> bytes:
    writer = _Additions(BytesIO(sealed))
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[x509.Certificate.load(each) for each in ground.certificates],
        ocsps=[ocsp.OCSPResponse.load(each) for each in ground.ocsp],
        crls=[crl.CertificateList.load(each) for each in ground.crls],
    )
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


class _Additions(IncrementalPdfFileWriter):
    """Adds to a file and leaves what it says about itself: the library would write its metadata anew, in a form that
    checkers of PDF/A stumble over."""

    def _update_meta(self) -> None:
        """Nothing."""


class _Stamper(TimeStamper):
    """Our time-stamping authority, asked for no longer than the setting says."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A stamp whose length does not end in 0x80, which would cost the library minutes (see ``reading.der``).

        It holds our random number, so a shorter one makes it shorter.
        """
        for size in NONCES:
            self._nonce_bytes = size
            found = await super().async_timestamp(message_digest, md_algorithm)
            if len(found.contents) % 256 != 0x80:
                break
        return found

    def request_cms(self, message_digest: bytes, md_algorithm: str) -> tuple[int, tsp.TimeStampReq]:
        """The question, with a random number of the wanted length."""
        nonce = secrets.randbits(8 * self._nonce_bytes - 2) | 1 << (8 * self._nonce_bytes - 2)
        imprint = {"hash_algorithm": {"algorithm": md_algorithm}, "hashed_message": message_digest}
        wanted = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
        return nonce, tsp.TimeStampReq(wanted)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The library's question, put over our own line. Nothing else runs in this event loop."""
        seconds = settings.SIGNATURE_SECONDS
        answer = ask(settings.TSA_URL, seconds, req.dump(), "application/timestamp-query", SMALL)
        return tsp.TimeStampResp.load(answer, strict=True)
