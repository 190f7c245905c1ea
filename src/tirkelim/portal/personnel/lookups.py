"""How often one account may look people up by IIN: guessing numbers must not pay."""

from __future__ import annotations

import hashlib
import hmac
import math
from datetime import datetime, timedelta

from django.conf import settings

from tirkelim.identity.counting import count
from tirkelim.identity.models import Account

SPAN = timedelta(minutes=15)
MOST = 30
"""Look-ups of one account in a quarter of an hour: more than anyone hires."""


def minutes_to_wait(
    account: Account, moment: datetime, kind: str = "find", most: int = MOST, span: timedelta = SPAN
) -> int:
    """Count a look-up; 0 when it may go on, else the minutes until the next one is worth it. `kind`: what is counted
    apart, `most` of it within `span`.

    The count stands in the database under a keyed hash, so all processes share it and signing in anew does not help.
    """
    key = hmac.new(settings.SECRET_KEY.encode(), f"{kind}:{account.id}".encode(), hashlib.sha256).hexdigest()
    counted, since = count(key, moment, span)
    if counted <= most:
        return 0
    return max(1, math.ceil((since + span - moment).total_seconds() / 60))
