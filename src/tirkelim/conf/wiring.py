"""The one place where services, workers and adapters are put together; called once when Django starts."""

from __future__ import annotations

from functools import partial

from django.conf import settings

from tirkelim.cases import daily, outbox, registry, rounds
from tirkelim.cases.documents import make_documents
from tirkelim.cases.messages import send_message, send_notice
from tirkelim.conf.gateway import connection
from tirkelim.demo.practice import practice_book, practice_rules
from tirkelim.demo.stories import stories
from tirkelim.documents import (
    complaint_answer,
    conformity,
    conformity_answer,
    forms,
    licence,
    licence_answer,
    placement,
    report,
    visit_act,
)
from tirkelim.gateway import registry as gateway_registry
from tirkelim.gateway.demo import wire_demo
from tirkelim.gateway.failing import NotConnected
from tirkelim.identity.lasting import tidy_daily as tidy_sign_ins
from tirkelim.national.imports.work import tidy as tidy_imports
from tirkelim.portal.applicant import services as applied_for
from tirkelim.portal.applicant.domestic_wizard import CERTIFICATE as CERTIFICATE_PAGES
from tirkelim.portal.applicant.foreign_wizard import FOREIGN_CERTIFICATE as FOREIGN_CERTIFICATE_PAGES
from tirkelim.portal.complaints.paper import make_answer
from tirkelim.portal.desk import services as desk
from tirkelim.portal.desk.conformity import CONFORMITY as CONFORMITY_AT_DESK
from tirkelim.portal.desk.licence import LICENCE as LICENCE_AT_DESK
from tirkelim.portal.stories import add_source
from tirkelim.services.assessment.service import AssessmentService
from tirkelim.services.certificate.reminders import remind
from tirkelim.services.certificate.service import CertificateService
from tirkelim.services.conformity.reminders import remind_conformity
from tirkelim.services.conformity.service import ConformityService
from tirkelim.services.cpd.service import CpdService
from tirkelim.services.foreign_certificate.service import ForeignCertificateService
from tirkelim.services.level.service import LevelService
from tirkelim.services.licence.service import LicenceService
from tirkelim.services.licence.staffing.watching import sweep, watch_changes
from tirkelim.services.licence.visits.content import make_act
from tirkelim.services.licence.visits.signing import ACT_DOCUMENT
from tirkelim.services.placement.service import PlacementService


def wire() -> None:
    """Make services, workers and the adapters of state systems known."""
    registry.register(CERTIFICATE)
    registry.register(ASSESSMENT)
    registry.register(CPD)
    registry.register(FOREIGN_CERTIFICATE)
    registry.register(LEVEL)
    registry.register(CONFORMITY)
    registry.register(PLACEMENT)
    registry.register(LICENCE)
    for pages in (CERTIFICATE_PAGES, FOREIGN_CERTIFICATE_PAGES):
        applied_for.add(pages)
    for at_desk in (desk.CERTIFICATE, desk.LEVEL, desk.FOREIGN_CERTIFICATE, CONFORMITY_AT_DESK, LICENCE_AT_DESK):
        desk.add(at_desk)
    for form in (
        conformity.CERTIFICATE,
        conformity_answer.REFUSAL,
        conformity_answer.NOT_ACCEPTED,
        complaint_answer.ANSWER,
        placement.AGREEMENT,
        licence.LICENCE,
        licence.ANNEX,
        licence_answer.REFUSAL,
        licence_answer.NOT_ACCEPTED,
        visit_act.ACT,
        report.REPORT,
    ):
        forms.add(form)
    outbox.worker("document", make_documents)
    outbox.worker("complaint_answer", make_answer)
    outbox.worker(ACT_DOCUMENT, make_act)
    outbox.worker("message", send_message)
    outbox.worker("notice", send_notice)
    daily.every_day("reminders", remind)
    daily.every_day("conformity_reminders", remind_conformity)
    daily.every_day("sign_ins", tidy_sign_ins)
    daily.every_day_in_portions("licence_staff", sweep)
    daily.every_day_in_portions("import_files", tidy_imports)
    rounds.each_round("licence_staff", watch_changes)
    wire_gateway()
    if settings.DEMO:
        add_source(stories)


def wire_gateway() -> None:
    """Put an adapter behind every port: the live one where an address is set, else the demo's in demo mode, else one
    that counts as a system that is down."""
    for port in gateway_registry.PORTS:
        gateway_registry.register(port, NotConnected())
    if settings.DEMO:
        wire_demo()
    if settings.GATEWAY.addresses:
        # It brings a whole HTTP client, which the demo does not need.
        from tirkelim.gateway.live import wire_live

        wire_live(partial(connection, settings.GATEWAY))


CERTIFICATE = CertificateService()
ASSESSMENT = AssessmentService()
CPD = CpdService()
FOREIGN_CERTIFICATE = ForeignCertificateService()
LEVEL = LevelService()
LICENCE = LicenceService()
CONFORMITY = ConformityService(practice_book, practice_rules()) if settings.DEMO else ConformityService()
PLACEMENT = PlacementService()
