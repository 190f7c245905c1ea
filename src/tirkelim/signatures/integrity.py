"""Whether a signature fits its content and the certificate that it names (RFC 5652 part 5.6, RFC 5035)."""

from __future__ import annotations

import hashlib

from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.reading import MALFORMED, Read


def check_integrity(read: Read) -> None:
    """Raise Unfit(ALTERED) unless the signature is the certificate's own over exactly this content."""
    try:
        digest = hashlib.new(read.info["digest_algorithm"]["algorithm"].native, read.content).digest()
        intact, valid = validate_sig_integrity(read.info, read.certificate, read.content_type, digest)
    except MALFORMED as fault:  # the library's own refusals are among them
        raise Unfit(Reason.ALTERED) from fault
    if not (intact and valid):
        raise Unfit(Reason.ALTERED)
