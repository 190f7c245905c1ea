"""Whom the pages of the register are measured on: people, their personnel services, readers who see everybody."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection

from support import bare_tables
from support.data import open_sessions
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.journal.change import Command, change
from tirkelim.register.models import Certificate, Employment, PersonFact

SERVICES, READERS, SAMPLE = 60, 60, 2_000
"""Personnel services, coordinators (a reader may see so many lists an hour), and people who are asked for."""


class Worker(NamedTuple):
    """A worker, as the personnel service of the employer sees them: its session opens the record."""

    person: UUID
    surname: str
    iin: str
    position: int
    session: str


class Register(NamedTuple):
    """What requests are made of."""

    workers: list[Worker]
    readers: list[str]
    services: list[str]
    numbers: list[str]
    absent: list[str]


def find_workers(now: datetime) -> Register:
    """Accounts for a population that is there; a second run in the same database finds its own again."""
    chance = random.Random(11)
    services = _services(chance, now)
    readers = _accounts("bench-reader", READERS, now, Role.NATIONAL_COORDINATOR)
    numbers = list(Certificate.objects.order_by("number").values_list("number", flat=True)[:SAMPLE])
    bare_tables.fill(numbers)
    return Register(_workers(services, chance), open_sessions(readers, now), [*services.values()], numbers, ["KZ00AAA"])


def _services(chance: random.Random, now: datetime) -> dict[UUID, str]:
    """Personnel services of organisations at random; the keys of their sessions by organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation_id FROM register_employment WHERE known_to IS NULL AND left_on IS NULL"
            " AND organisation_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1000"
        )
        found = [row[0] for row in cursor.fetchall()]
    chosen = chance.sample(found, min(SERVICES, len(found)))
    accounts = [_accounts(f"bench-{one.hex}", 1, now, Role.HR_OFFICER, organisation=one)[0] for one in chosen]
    return dict(zip(chosen, open_sessions(accounts, now), strict=True))


def _accounts(name: str, count: int, now: datetime, role: Role, **where: UUID) -> list[Account]:
    """Accounts with one role, each its own."""
    password = make_password(None)
    made = [
        Account(login=f"{name}-{number}-{uuid.uuid4().hex[:6]}", name="Маман", password=password)
        for number in range(count)
    ]
    with change(Command(uuid.uuid4(), None, now), "bench.accounts") as written:
        Account.objects.bulk_create(made)
        RoleGrant.objects.bulk_create(
            RoleGrant(account=account, role=role, valid_from=date(2020, 1, 1), change=written, **where)
            for account in made
        )
    return made


def _workers(services: dict[UUID, str], chance: random.Random) -> list[Worker]:
    """Present workers of these organisations."""
    jobs = Employment.objects.current().filter(organisation__in=list(services), left_on__isnull=True)
    rows = list(jobs.values_list("person_id", "organisation_id", "position")[: SAMPLE * 20])
    chosen = chance.sample(rows, min(SAMPLE, len(rows)))
    people = [row[0] for row in chosen]
    facts = {row.person_id: row for row in PersonFact.objects.current().filter(person__in=people)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, value FROM register_personidentifier WHERE known_to IS NULL AND person_id = ANY(%s)",
            [people],
        )
        iins = dict(cursor.fetchall())
    return [
        Worker(person, facts[person].surname_kk or "", iins[person], position or 0, services[organisation])
        for person, organisation, position in chosen
        if person in facts
    ]
