"""Who comes into the room: applicants to complaints of their own, instances to those that they answer."""

from __future__ import annotations

import functools
import operator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.complaints import RIGHT_OF
from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.registry import service, services
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.law.standards.complaints import Instance
from tirkelim.portal.edge import account_of
from tirkelim.portal.rooms import private_room
from tirkelim.register.queries import log_access

room = private_room
COMPLAIN = "complain"


def may_complain(account: Account, case: Case, moment: datetime) -> bool:
    """Whether the account applies in the case: the right is that of its service's own table."""
    row = service(case.service).transitions.get(COMPLAIN)
    return row is not None and may(account, row.action, case, on=localdate(moment))


def own_case(request: HttpRequest, case: UUID, moment: datetime) -> Case:
    """A sent case of the applicant's own, or one that they applied for. Raises Http404 for anyone else's.

    A look at somebody else's data is logged.
    """
    found = Case.objects.filter(pk=case, submitted_at__isnull=False).select_related("draft").first()
    account = account_of(request)
    if found is None or not may_complain(account, found, moment):
        raise Http404
    if found.subject_id != account.person:
        log_access(account.id, found.subject_id, "case.read", moment)
    return found


def own_complaint(request: HttpRequest, complaint: UUID, moment: datetime) -> Complaint:
    """A complaint in a case of the applicant's own. Raises Http404 as ``own_case``."""
    found = _complaints().filter(pk=complaint).first()
    if found is None:
        raise Http404
    own_case(request, found.case_id, moment)
    return found


def instance_complaint(request: HttpRequest, complaint: UUID, moment: datetime) -> Complaint:
    """A complaint that the reader's instance answers, or has answered; the look at the case is logged.

    Raises Http404 for everyone else.
    """
    found = _complaints().filter(pk=complaint).first()
    account = account_of(request)
    if found is None or not answers_for(account, found, moment):
        raise Http404
    log_access(account.id, found.case.subject_id, "complaint.read", moment)
    return found


def answers_for(account: Account, complaint: Complaint, moment: datetime) -> bool:
    """Whether the account answers for the instance of the complaint in this case."""
    return may(account, RIGHT_OF[Instance(complaint.instance)], complaint.case, on=localdate(moment))


def my_complaints(account: Account, moment: datetime) -> QuerySet[Complaint]:
    """The complaints that the account answers. Raises Http404 for accounts that answer none."""
    reach = [
        _reach(account, instance, right, authority, moment)
        for authority in sorted({service(one.name).authority.value for one in services()})
        for instance, right in RIGHT_OF.items()
    ]
    found = [one for one in reach if one is not None]
    if not found:
        raise Http404
    own = Q(case__subject=account.person) | Q(case__representative=account.person)
    rows = _complaints().filter(functools.reduce(operator.or_, found))
    return rows.exclude(own) if account.person is not None else rows


def _reach(account: Account, instance: Instance, right: str, authority: str, moment: datetime) -> Q | None:
    """The complaints to one instance in the services of one authority, where the account may answer them."""
    on, here = localdate(moment), Q(instance=instance, case__authority=authority)
    if may(account, right, Scope(authority=authority), on=on):
        return here
    own = {grant.territory for grant in grants(account, on) if grant.territory is not None}
    scopes = {one: Scope(territories=frozenset({one}), authority=authority) for one in own}
    places = sorted(one for one, scope in scopes.items() if may(account, right, scope, on=on))
    return here & Q(case__territory__in=places) if places else None


def _complaints() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("case", "case__draft", "answer", "decision", "change")
