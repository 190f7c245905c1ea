"""The data that the pages are measured on: certificates, licences, open applications on one desk, prepared drafts,
sessions.

Everything is invented. A handful of applications is made by the system's own commands and copied (`support.copies`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import localdate

from support import bare_tables
from support.copies import Copier, Original, original
from tirkelim.cases import registry
from tirkelim.cases.models import Case
from tirkelim.demo.applications import Applicant
from tirkelim.demo.licence_bulk import add_licences
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.gateway.records import AssessmentRecord, DataSet
from tirkelim.identity.models import Account, Office, Role, RoleGrant
from tirkelim.identity.signin import BACKEND
from tirkelim.journal.models import Change
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.period import add_years
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.register.models import AnnexSubtype, Certificate, CertificateEvent
from tirkelim.register.public_numbers import draw
from tirkelim.register.status import EventKind

OFFICERS = 8
SEED = 7
LEVELS = (None, "4.0", "4.1", "7.1 (R)", "7.2 (R)")


class Size(NamedTuple):
    """How much there is of each."""

    certificates: int
    cases: int
    drafts: int
    licences: int = 0


class Sent(NamedTuple):
    """A draft that can be sent: its case, its version, and the session of its applicant."""

    case: UUID
    version: int
    session: str


class Licensed(NamedTuple):
    """A licence that can be asked about: its id, what finds it, and one subtype of an annex."""

    id: UUID
    bin: str
    name: str
    region: str
    base: UUID
    subtype: str
    specialty: str


class Made(NamedTuple):
    """What requests are made of. ``serving_both``: officers of the department and of the employment body."""

    numbers: list[str]
    absent: list[str]
    cases: list[UUID]
    officers: list[str]
    drafts: list[Sent]
    licences: list[Licensed]
    serving_both: list[str]


def make(size: Size, now: datetime) -> Made:
    """Fill an empty, migrated database."""
    copier = Copier()
    sources = originals(now)
    numbers = certificates(copier, size.certificates, now)
    cases = open_cases(copier, sources[:-1], size.cases, now)
    drafts, owners = prepared(copier, sources[-1], size.drafts, now)
    copier.rows.store()
    officers = officer_sessions(now, Role.DEPARTMENT_OFFICER)
    both = officer_sessions(now, Role.DEPARTMENT_OFFICER, Role.EMPLOYMENT_OFFICER)
    sessions = open_sessions(owners, now)
    bare_tables.fill(numbers)
    known = set(numbers)
    absent = [draw(known.__contains__) for _ in range(max(1, len(numbers) // 10))]
    ready = [Sent(case.id, case.version, session) for case, session in zip(drafts, sessions, strict=True)]
    own = [case.id for case in cases if case.service == "certificate"]
    return Made(numbers, absent, own, officers, ready, licences(size.licences, now), both)


def originals(now: datetime) -> list[Original]:
    """Applications of several kinds on one desk, and at the end a draft that only has to be sent."""
    maker = Maker(localdate(now))
    last_summer = date(maker.today.year - 1, 6, 24)
    made = []
    for name, graduated, more in (
        ("aigul", last_summer, {}),
        ("daniyar", last_summer, {"passed": False}),
        ("saule", date(2009, 6, 25), {"diploma_known": False}),
    ):
        applicant = Applicant(maker, name, born=date(1988, 5, 14))
        made.append(_written(applicant, applicant.nurse(graduated, **more)))
    doctor = Applicant(maker, "zhanar", born=date(1986, 12, 1))
    doctor.knows(DataSet.ASSESSMENT, AssessmentRecord("Педиатрия", True, maker.today, "Бағалау орталығы", "БН-1"))
    made.append(_written(doctor, doctor.paediatrician(maker.today + timedelta(days=200))))
    last = Applicant(maker, "aliya", born=date(1988, 5, 14))
    made.append(_written(last, last.nurse(last_summer), send=False))
    Account.objects.update(demo=False)
    return made


def _written(applicant: Applicant, answers: dict[str, object], send: bool = True) -> Original:
    """An application with its answers, consents and a filed document; sent one working day ago."""
    maker = applicant.maker
    applicant.write(answers, maker.at(maker.working_day(1), 11))
    applicant.consents()
    applicant.files("diploma", "diploma")
    return original(applicant.sends() if send else Case.objects.get(pk=applicant.case.pk))


def certificates(copier: Copier, count: int, now: datetime) -> list[str]:
    """Certificates of so many people; some withdrawn, some replaced, a third expired. Their numbers."""
    chance, today = copier.chance, localdate(now)
    change = copier.change(now - timedelta(days=30), "bench.certificates")
    codes = sorted(code for code, listed in specialties().items() if listed.education == "residency")
    offices = list(Office.objects.values_list("kato", flat=True))
    numbers: set[str] = set()
    for _ in range(count):
        kato = chance.choice(offices)
        number = draw(numbers.__contains__)
        numbers.add(number)
        issued = today - timedelta(days=chance.randint(1, 2700))
        row = Certificate(
            id=copier.id(), number=number, person_id=copier.person(change, kato), specialty=chance.choice(codes),
            level=chance.choice(LEVELS), issued_on=issued, valid_until=add_years(issued, 5), office=kato, change=change,
        )  # fmt: skip
        copier.rows.add(row)
        if chance.random() < 0.05:
            _event(copier, row, change, today)
    return sorted(numbers)


def _event(copier: Copier, row: Certificate, change: Change, today: date) -> None:
    kind = copier.chance.choice((EventKind.WITHDRAWN, EventKind.SUPERSEDED))
    other = draw(lambda _: False) if kind == EventKind.SUPERSEDED else ""
    event = CertificateEvent(
        certificate=row, kind=kind, on=min(today, row.issued_on + timedelta(days=200)), ground="bench",
        superseded_by=other, change=change,
    )  # fmt: skip
    copier.rows.add(event)


def open_cases(copier: Copier, sources: list[Original], count: int, now: datetime) -> list[Case]:
    """Open applications of the desk in Astana, sent within the last two weeks: half for certificates, the others for
    all services of the desk in turn."""
    cases = []
    services = [name for other in DESK_SERVICES for name in ("certificate", other) if other != "certificate"]
    for number in range(count):
        shift = timedelta(days=-copier.chance.randint(0, 13), minutes=-copier.chance.randint(0, 300))
        change = copier.change(now + shift, "bench.case")
        person = copier.person(change, ASTANA)
        case = copier.application(sources[number % len(sources)], change, person, shift)
        service = services[number % len(services)]
        if service != "certificate":
            _relabel(case, service)
        cases.append(case)
    return cases


def _relabel(case: Case, service: str) -> None:
    """The same application to another service: a desk lists it like any other; nobody opens it here."""
    case.service, case.authority = service, registry.service(service).authority
    if service not in ("foreign_certificate", "level"):
        case.action = "issue"


def licences(count: int, now: datetime) -> list[Licensed]:
    """So many licences with their holders, bases and staff (``demo.licence_bulk``)."""
    for _ in add_licences(SEED, count, now, localdate(now)):
        pass
    rows = AnnexSubtype.objects.filter(annex__licence__organisation__isnull=False, annex__number="001").order_by("id")
    columns = ("annex__licence", "annex__licence__organisation__bin", "annex__licence__organisation__facts__name_kk",
               "annex__licence__office", "annex__base", "code", "specialty")  # fmt: skip
    return [Licensed(*row) for row in rows.values_list(*columns)]


def prepared(copier: Copier, source: Original, count: int, now: datetime) -> tuple[list[Case], list[Account]]:
    """Drafts that can be sent, each with the account of its own applicant."""
    cases, owners = [], []
    password = make_password(None)
    for number in range(count):
        change = copier.change(now - timedelta(hours=1), "bench.draft")
        person = copier.person(change, ASTANA)
        cases.append(copier.application(source, change, person, timedelta(0)))
        account = Account(
            id=copier.id(), login=f"applicant-{number}", name="Өтініш беруші", person=person, password=password
        )
        owners.append(copier.rows.add(account))
        grant = RoleGrant(
            id=copier.id(), account=account, role=Role.APPLICANT, valid_from=date(2020, 1, 1), change=change
        )
        copier.rows.add(grant)
    return cases, owners


def officer_sessions(now: datetime, *roles: Role) -> list[str]:
    """Officers in Astana with these roles; the keys of their sessions."""
    copier = Copier(seed=21 + len(roles))
    change = copier.change(now - timedelta(days=30), "bench.officers")
    accounts = []
    for number in range(OFFICERS):
        login = f"desk-{len(roles)}-{number}"
        account = Account(id=copier.id(), login=login, name=f"Маман {number}", password=make_password(None))
        accounts.append(copier.rows.add(account))
        for role in roles:
            grant = RoleGrant(account=account, role=role, territory=ASTANA, valid_from=date(2020, 1, 1), change=change)
            copier.rows.add(grant)
    copier.rows.store()
    return open_sessions(accounts, now)


def open_sessions(accounts: list[Account], now: datetime) -> list[str]:
    """Sessions as a sign-in would open them, stored in bulk; their keys."""
    store = SessionStore()
    until = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows, keys = [], []
    for account in accounts:
        key = account.id.hex
        session = {
            SESSION_KEY: str(account.id),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }
        rows.append(store.model(session_key=key, session_data=store.encode(session), expire_date=until))
        keys.append(key)
    store.model.objects.bulk_create(rows, batch_size=2000)
    return keys
