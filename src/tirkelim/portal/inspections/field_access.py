"""Whose visit it is: the field page and what it sends are open to the inspector of the visit alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.portal.edge import account_of, allow
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.reading import is_own


def own_visit(request: HttpRequest, id: UUID, moment: datetime) -> Visit:
    """The visit, for its inspector with the right to record it. Raises Http404 for everyone else."""
    visit = Visit.objects.select_related("case", "case__draft", "act").filter(pk=id).first()
    if visit is None or not is_own(visit, account_of(request).id):
        raise Http404
    allow(request, "visit.record", visit, moment)
    return visit
