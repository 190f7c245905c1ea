"""The demo telephone answers: what the operator would bring is taken at once. Demo mode only."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tirkelim.gateway.demo import demo_outbox
from tirkelim.gateway.sms_answers import take_answer
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.edge import now
from tirkelim.services.certificate.sources import subject_of


@room("POST")
def answer(request: HttpRequest, case: UUID) -> HttpResponse:
    """Answer the newest message on the demo telephone of the applicant."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    shown = demo_outbox(subject_of(found.subject_id))[:1]
    if not shown:
        raise Http404
    take_answer(f"demo-{uuid4()}", shown[0].number, request.POST.get("text", ""), moment)
    return redirect("application_question", case=case)
