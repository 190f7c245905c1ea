"""From what a browser sends to a proof that travels with the command. Called before a transaction begins."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from datetime import datetime
from typing import Final

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.proof import Proof
from tirkelim.signatures.verify import verify

logger = logging.getLogger(__name__)
_ARMOUR: Final = re.compile(r"-----(BEGIN|END) [A-Z0-9 ]+-----")


def proof_of(text: str, now: datetime) -> Proof:
    """Verify a CMS in Base64 (with or without PEM lines); what is wrong with it is in the proof, never raised.

    Asks authorities over the network, for a few seconds at most.
    """
    try:
        return Proof(verify(read_base64(text), now))
    except Unfit as unfit:
        logger.info("a signature was refused: %s", unfit.reason.value)
        return Proof(None, unfit.reason)


def read_base64(text: str) -> bytes:
    """The bytes of a CMS as NCALayer hands it out. Raises Unfit(UNREADABLE)."""
    try:
        return base64.b64decode("".join(_ARMOUR.sub("", text).split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Unfit(Reason.UNREADABLE) from fault
