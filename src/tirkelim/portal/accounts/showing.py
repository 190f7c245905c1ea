"""What is shown of an account: its roles with their days, what it is linked to, locks, history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext

from tirkelim.identity import lockout
from tirkelim.identity.identifiers import IIN, account_with
from tirkelim.identity.models import Account, AccountIdentifier, Proposal, RoleGrant
from tirkelim.identity.powers import is_powerful
from tirkelim.identity.proposals import waiting
from tirkelim.identity.second_factor import active_factor
from tirkelim.identity.territories import region_name
from tirkelim.journal.models import JournalEntry
from tirkelim.portal.accounts.forms import digits
from tirkelim.portal.accounts.own import sign_ins_of
from tirkelim.portal.accounts.words import HAPPENED, KINDS
from tirkelim.portal.choices import language
from tirkelim.portal.desk.administration import ROLES
from tirkelim.portal.show import Entry
from tirkelim.portal.wording import day_in_words
from tirkelim.register.queries import facts_of_organisations

MOST_FOUND, MOST_HISTORY = 50, 100


class Held(NamedTuple):
    """A role of an account, in words. `state`: now, later, over."""

    id: UUID
    role: str
    place: str
    days: str
    state: str


def found(text: str) -> list[Account]:
    """Accounts by IIN, or by words of the name or the sign-in name."""
    number = digits(text)
    if number:
        account = account_with(IIN, number)
        return [account] if account else []
    rows = Account.objects.all()
    for word in text.split():
        rows = rows.filter(Q(login__icontains=word.lower()) | Q(name__icontains=word) | Q(name__icontains=word.title()))
    return list(rows.order_by("login")[: MOST_FOUND + 1])


def roles_of(account: Account, moment: datetime) -> list[Held]:
    """The roles of an account: those that hold, those to come, those that are over."""
    rows = list(account.grants.select_related("change").order_by("-valid_from"))
    names = _organisations([row.organisation for row in rows if row.organisation], moment)
    today = localdate(moment)
    held = [_held(row, names, today) for row in rows]
    return sorted(held, key=lambda one: ("now", "later", "over").index(one.state))


def _held(row: RoleGrant, names: Mapping[UUID, str], today: date) -> Held:
    ends = [day for day in (row.valid_to, row.revoked_from) if day is not None]
    end = min(ends) if ends else None
    state = "over" if end is not None and end <= today else "now" if row.valid_from <= today else "later"
    place = names.get(row.organisation, "") if row.organisation else _region(row.territory)
    return Held(row.id, str(ROLES[row.role]), place, days_in_words(row.valid_from, end), state)


def days_in_words(first: date, end: date | None) -> str:
    """The days of a role: from a day on, or from one to another (both included)."""
    if end is None:
        return gettext("from %(first)s on") % {"first": day_in_words(first, language(), "since")}
    begins = day_in_words(first, language())
    last = day_in_words(end - timedelta(days=1), language())
    return gettext("%(first)s – %(last)s") % {"first": begins, "last": last}


def shown(account: Account, moment: datetime) -> dict[str, Any]:
    """Everything of an account that its administrators see."""
    linked = AccountIdentifier.objects.filter(account=account, unlinked_by__isnull=True).select_related("change")
    limits = {**lockout.of_name(account.login), **lockout.of_codes(account.id)}
    return {
        "account": account,
        "roles": roles_of(account, moment),
        "linked": [{"id": row.id, "scheme": row.scheme.upper(), "at": row.change.at} for row in linked],
        "factor": active_factor(account.id) is not None,
        "locked_until": lockout.locked_until(limits, moment),
        "powerful": is_powerful(account.id, localdate(moment)),
        "sign_ins": sign_ins_of(account),
        "proposals": [proposal_shown(row, moment) for row in waiting(moment).filter(account=account)],
        "history": history(account),
    }


def proposal_shown(row: Proposal, moment: datetime) -> dict[str, Any]:
    """A proposal in words."""
    return {"row": row, "kind": KINDS[row.kind], "what": what_is_proposed(row.content, moment), "at": row.change.at}


def what_is_proposed(content: Mapping[str, Any], moment: datetime) -> str:
    """The role with its place and days, or IIN or BIN; nothing for what needs no more words than its kind."""
    if "scheme" in content:
        return gettext("IIN") if content["scheme"] == IIN else gettext("BIN")
    if "role" not in content:
        return ""
    organisation = UUID(content["organisation"]) if content.get("organisation") else None
    place = _organisations([organisation], moment).get(organisation, "") if organisation else ""
    first, end = (_day(content.get(name)) for name in ("valid_from", "valid_to"))
    days = days_in_words(first, end) if first else ""
    parts = (str(ROLES[content["role"]]), place or _region(content.get("territory")), days)
    return ", ".join(part for part in parts if part)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def history(account: Account) -> list[Entry]:
    """What was done to an account, the newest first."""
    rows: QuerySet[JournalEntry] = JournalEntry.objects.filter(stream=f"account:{account.id}")
    entries = list(rows.select_related("change", "payload").order_by("-seq")[:MOST_HISTORY])
    actors = Account.objects.in_bulk({row.change.actor for row in entries if row.change.actor})
    return [_entry(row, actors) for row in entries]


def _entry(row: JournalEntry, actors: Mapping[UUID, Account]) -> Entry:
    body = json.loads(row.payload.body) if row.payload.body else {}
    who = actors.get(row.change.actor) if row.change.actor else None
    by = who.name if who else pgettext("account", "the system")
    return Entry(HAPPENED.get(row.kind, row.kind), row.change.at, by, _said(body, row.change.at))


def _said(body: Mapping[str, Any], at: datetime) -> str:
    content = body.get("content") if isinstance(body.get("content"), dict) else body
    parts = [str(KINDS[body["kind"]]) if body.get("kind") in KINDS else "", what_is_proposed(content or {}, at)]
    if "revoked_from" in body:
        grant = RoleGrant.objects.filter(pk=body["grant"]).first()
        parts.append(str(ROLES[grant.role]) if grant else "")
    return ". ".join(part for part in (*parts, str(body.get("reason", ""))) if part)


def _organisations(ids: list[UUID], moment: datetime) -> dict[UUID, str]:
    facts = facts_of_organisations(ids, localdate(moment), moment)
    names = {"kk": "name_kk", "ru": "name_ru", "en": "name_en"}
    return {id: str(getattr(fact, names[language()], "") or fact.name_kk) for id, fact in facts.items()}


def _region(kato: str | None) -> str:
    return (region_name(kato, language()) or kato) if kato else ""
