"""Whether what an authority said about revocation still counts at the time of verification.

Policy: OCSP first, the list next; an answer that is no longer fresh counts as none. A certificate that has expired is
taken off lists, so only OCSP can speak for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from asn1crypto import crl, ocsp

#: Clocks of different machines differ by no more than this.
SKEW: Final = timedelta(minutes=5)
#: An OCSP answer that does not say until when it counts, counts this long.
OCSP_FRESH: Final = timedelta(hours=1)


def fresh_ocsp(content: bytes, now: datetime) -> Any | None:
    """The answer, None where it is unreadable, a refusal, from the future or no longer fresh."""
    try:
        answer = ocsp.OCSPResponse.load(content, strict=True)
        if answer["response_status"].native != "successful":
            return None
        (single,) = answer.response_data["responses"]
        issued, until = single["this_update"].native, single["next_update"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return answer if issued - SKEW <= now <= (until or issued + OCSP_FRESH) + SKEW else None


def fresh_crl(content: bytes, now: datetime) -> Any | None:
    """The list, None where it is unreadable, from the future or past its next update."""
    try:
        found = crl.CertificateList.load(content, strict=True)
        issued = found["tbs_cert_list"]["this_update"].native
        until = found["tbs_cert_list"]["next_update"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return found if until is not None and issued - SKEW <= now <= until else None
