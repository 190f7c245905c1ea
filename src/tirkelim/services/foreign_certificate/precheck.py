"""What the kernel would say if the application were sent as it stands; and to which data the case needs consent."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from django.utils.timezone import localdate

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.law.book import current_book
from tirkelim.law.order_274_certificates.foreign_decision import needed_data
from tirkelim.law.order_274_certificates.foreign_with_level import decide
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.law.order_274_certificates.situation import situation_of
from tirkelim.services.certificate.precheck import IN_GATEWAY
from tirkelim.services.foreign_certificate.gather import gather


def precheck(case: Case, now: datetime) -> Weighed:
    """The facts as they stand and the proposal on them, as though the statement of truth were signed already."""
    gathered = gather(case, now)
    certificate = dataclasses.replace(gathered.facts.certificate, application_signed=True)
    signed = gathered._replace(facts=dataclasses.replace(gathered.facts, certificate=certificate))
    return Weighed(signed, decide(signed.facts, localdate(now), current_book()), localdate(now))


def needed_data_sets(weighed: Weighed) -> tuple[DataSet, ...]:
    """The data sets of p.24 that the case needs and consent is asked to; nothing beyond them is asked for."""
    facts = weighed.gathered.facts
    situation = situation_of(Applicant.FOREIGN, facts.certificate, current_book())
    return tuple(IN_GATEWAY[in_law] for in_law in needed_data(situation, facts))
