"""Where the gateway of short messages brings answers. No page: it shows a secret, and is told what came of it.

The number and the text stand in the body; neither is kept, logged or repeated.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from tirkelim.gateway.sms_answers import take_answer
from tirkelim.journal.change import TimeClosed
from tirkelim.portal.edge import now

BAD, UNAUTHORISED, AGAIN = 422, 401, 503
LONGEST = {"message": 80, "number": 20, "text": 1000}
"""Fields of a message that came in, with their longest value."""


@csrf_exempt
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def inbound(request: HttpRequest) -> JsonResponse:
    """Take one message: ``{"message": id, "number": "+7…", "text": "1"}``. Bringing it again changes nothing."""
    secret = settings.SMS_CALLBACK_SECRET
    if not secret:
        raise Http404
    shown = request.headers.get("Authorization", "")
    if not constant_time_compare(shown, f"Bearer {secret}"):
        return JsonResponse({}, status=UNAUTHORISED)
    came = _read(request.body)
    if came is None:
        return JsonResponse({}, status=BAD)
    try:
        outcome = take_answer(came["message"], came["number"], came["text"], now())
    except TimeClosed:
        return JsonResponse({}, status=AGAIN)
    return JsonResponse({"outcome": outcome.value})


def _read(content: bytes) -> dict[str, str] | None:
    """The fields of a message; None for anything else."""
    try:
        said: Any = json.loads(content)
    except ValueError:
        return None
    if not isinstance(said, dict) or set(said) != set(LONGEST):
        return None
    sound = all(isinstance(value, str) and 0 < len(value) <= LONGEST[name] for name, value in said.items())
    return said if sound else None
