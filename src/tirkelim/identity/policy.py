"""Who may do what to what. Nothing is allowed that is not written here.

Every action is listed in ACTIONS, every permission is one line of PERMISSIONS: role, action, and where it holds.
Objects say where they belong by a `Scope`, or by a method `scope()` that gives one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.identity.models import AUTHORITY_OF_ROLE, Account, Authority, Role, RoleGrant
from tirkelim.journal.kept import kept


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an object belongs: its person and who acts for them, its organisations, its territories (KATO region
    codes), and the authority that decides in it."""

    person: UUID | None = None
    representative: UUID | None = None
    organisations: frozenset[UUID] = field(default_factory=frozenset)
    territories: frozenset[str] = field(default_factory=frozenset)
    authority: str = Authority.HEALTH.value


class Scoped(Protocol):
    """Anything that can say where it belongs."""

    def scope(self) -> Scope:
        """Where the object belongs."""


class Denied(PermissionError):
    """The account may not do this; the message names the action, never the object."""


class UnknownAction(LookupError):
    """An action that ACTIONS does not list was asked for: a mistake in the program."""


Where = Callable[[Account, RoleGrant, Scope], bool]


def own_person(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object is the account's own person's."""
    return account.person is not None and scope.person == account.person


def own_person_alone(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object is the account's own person's and no organisation's: who applied for an organisation has no right to
    its affairs by having been the one who applied."""
    return own_person(account, grant, scope) and not scope.organisations


def own_or_represented(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object is the account's own person's, or of someone for whom that person acts."""
    return own_person(account, grant, scope) or (account.person is not None and scope.representative == account.person)


def own_organisation(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the organisation of the role."""
    return grant.organisation is not None and grant.organisation in scope.organisations


def own_territory(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the territory of the role, and to the authority that the role serves."""
    return grant.territory is not None and grant.territory in scope.territories and own_authority(account, grant, scope)


def own_territory_not_self(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the territory of the role, and is not the officer's own: nobody decides for oneself."""
    return own_territory(account, grant, scope) and not own_or_represented(account, grant, scope)


def own_authority(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the authority that the role serves, anywhere."""
    return AUTHORITY_OF_ROLE.get(grant.role) == scope.authority


def own_authority_not_self(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the authority that the role serves, and is not the officer's own."""
    return own_authority(account, grant, scope) and not own_or_represented(account, grant, scope)


def everywhere_not_self(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """Any object but the account's own."""
    return not own_or_represented(account, grant, scope)


def own_organisation_not_self(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """The object belongs to the organisation of the role, and is not the account's own."""
    return own_organisation(account, grant, scope) and not own_person(account, grant, scope)


def everywhere(account: Account, grant: RoleGrant, scope: Scope) -> bool:
    """Any object."""
    return True


IN_OFFICE = frozenset({own_territory_not_self, own_authority_not_self})
"""Where officials decide over others: there, what belongs to an organisation in which they hold a role is their own."""


ACTIONS: dict[str, str] = {
    "person.read": "see a person's record",
    "person.find": "look up by identifier whether a person is in the register",
    "person.add": "enter a person",
    "person.correct": "correct or continue a person's facts",
    "person.export": "download a person's record",
    "person.depart": "record a death, a move abroad or a return",
    "person.merge": "make two entries of one person into one, and part them again",
    "people.find": "find people by name, workplace, position, specialty, level or certificate",
    "register.import": "bring a table of workers into the register",
    "access_log.read": "see who looked at a person's record",
    "organisation.read": "see an organisation's record",
    "organisation.add": "enter an organisation",
    "organisation.correct": "correct or continue an organisation's facts",
    "organisation.accredit": "record statuses and accreditations of an organisation",
    "employment.add": "record hiring",
    "employment.correct": "record transfer, leave, dismissal, or a correction of these",
    "education.add": "record an education document",
    "education.correct": "correct an education document",
    "training.add": "record further education",
    "training.correct": "correct further education",
    "activity.add": "record an activity of professional development",
    "activity.correct": "correct or withdraw an activity of professional development",
    "qualification.import": "record a level or category given before this register",
    "certificate.read": "see a certificate's full record",
    "certificate.record": "record a certificate by a decision",
    "certificate.import": "record a certificate issued before this register",
    "certificate.event": "withdraw, supersede or restore a certificate",
    "certificate.duplicate": "have a duplicate of a certificate made",
    "case.draft": "write an application",
    "case.submit": "send an application",
    "case.withdraw": "take an application back",
    "case.answer": "give what was asked for",
    "case.complain": "complain about a decision",
    "case.read": "see an application",
    "case.desk": "see the list of applications to decide",
    "case.take": "take an application to decide",
    "case.record_finding": "record a finding of an officer or an answer of a source",
    "case.ask": "ask an applicant for what is missing",
    "case.decide": "grant, refuse, or decline as incomplete",
    "case.decline": "not accept an application that is incomplete",
    "case.pass": "hand an application over to the commission",
    "complaint.decide": "answer a complaint",
    "complaint.decide_head": "answer a complaint as head of the body that decided",
    "complaint.decide_quality_body": "answer a complaint as the body for the quality of public services",
    "complaint.decide_authority": "answer a complaint as the authorised body",
    "complaint.desk": "see the list of complaints to answer",
    "commission.appoint": "appoint members of the commission and release them",
    "commission.read": "see the commission, its sittings and minutes",
    "commission.convene": "call a sitting, set its agenda, draw up its minutes",
    "commission.score": "score an application as a member of the commission",
    "commission.sign": "sign the minutes of a sitting",
    "commission.recommend": "hand an application back to the office with what signed minutes recommend",
    "conformity.write": "apply for a certificate of conformity, for oneself or as a representative",
    "conformity.read": "see such an application, its certificate and its duties",
    "conformity.notice": "give the notices that the holder of a certificate of conformity owes",
    "conformity.withdraw": "withdraw a certificate of conformity",
    "licence.write": "apply for a licence, pay for it, take it back, answer what is asked",
    "licence.read": "see a licence, its applications, payments, visits and staff",
    "licence.staff": "name the production base at which a job is done",
    "licence.record": "enter a licence given before this register",
    "licence.event": "suspend, resume, withdraw or terminate a licence or annex",
    "licence.reference": "edit what staff and what qualification requirements a subtype needs",
    "visit.plan": "plan a visit of permit control, tell the applicant, cancel it",
    "visit.record": "record a visit of permit control and sign its act",
    "placement.write": "recommend the placement of a resident doctor",
    "placement.read": "see a placement of a resident doctor",
    "residency.read": "see the bases of residency, their free places and acts",
    "residency.contract": "record contracts between a school and a residency base",
    "residency.places": "record the places for resident doctors at a base",
    "evidence.add": "attach a file",
    "evidence.read": "open a file",
    "document.read": "download the result of a decision",
    "consent.give": "allow data to be taken from a state system",
    "consent.withdraw": "withdraw such a consent",
    "consent.read": "see consents and what was taken under them",
    "cpd.prepare": "prepare a confirmation sheet",
    "cpd.review": "accept or refuse a result for the personnel service",
    "cpd.confirm_hr": "confirm results for the personnel service",
    "cpd.confirm_head": "confirm results as head",
    "cpd.read": "see a confirmation sheet",
    "foreign.write": "write an application for a foreign specialist, send it, take it back, answer what is asked",
    "foreign.read": "see an application for a foreign specialist and its result",
    "assessment.ask": "ask an accredited organisation for an assessment",
    "assessment.read": "see a worker sent for assessment",
    "assessment.record": "record a conclusion of assessment",
    "report.read": "read reports",
    "report.make": "make the monthly report",
    "population.enter": "enter how many people live in the regions",
    "account.add": "make an account",
    "account.close": "close an account",
    "account.set_password": "give an account a new password",
    "account.read": "see accounts with their roles, sign-ins and history",
    "account.link": "let an account stand for an IIN or a BIN",
    "account.unlock": "end the lock of a sign-in name before its time",
    "account.reset_second_factor": "propose to take the second factor off an account",
    "role.grant": "give a role, or propose one that takes two",
    "role.confirm": "confirm or decline what another administrator has proposed",
    "role.revoke": "take a role away",
    "settings.change": "change settings and parameters",
    "journal.verify": "verify the journal",
    "journal.erase": "erase a journal payload",
    "outbox.read": "see messages that wait or failed",
}


def _each(role: Role, where: Where, *actions: str) -> dict[tuple[str, str], Where]:
    return {(role.value, action): where for action in actions}


PERMISSIONS: dict[tuple[str, str], Where] = {
    **_each(
        Role.APPLICANT, own_person,
        "person.read", "person.export", "access_log.read", "certificate.read", "document.read",
        "case.draft", "case.submit", "case.withdraw", "case.answer", "case.complain", "case.read",
        "evidence.add", "evidence.read", "consent.give", "consent.withdraw", "consent.read",
        "activity.add", "activity.correct", "cpd.prepare", "cpd.read", "account.set_password",
        "certificate.duplicate", "foreign.write", "foreign.read", "assessment.ask", "placement.read",
    ),
    **_each(Role.APPLICANT, own_person_alone, "licence.write", "licence.read"),
    **_each(Role.APPLICANT, own_or_represented, "conformity.write", "conformity.read", "conformity.notice"),
    **_each(
        Role.HR_OFFICER, own_organisation,
        "person.read", "person.correct", "employment.add", "employment.correct", "education.add",
        "education.correct", "training.add", "training.correct", "activity.add", "activity.correct",
        "certificate.read", "certificate.import", "organisation.read", "organisation.correct",
        "cpd.prepare", "cpd.read", "report.read", "qualification.import", "foreign.write", "foreign.read",
        "residency.places", "placement.read", "licence.read", "licence.staff", "person.depart", "people.find",
        "register.import",
    ),
    **_each(Role.HR_OFFICER, own_organisation_not_self, "cpd.review", "cpd.confirm_hr"),
    **_each(Role.HR_OFFICER, everywhere, "person.find", "person.add", "residency.read"),
    **_each(
        Role.HEAD_OF_ORGANISATION, own_organisation,
        "person.read", "certificate.read", "organisation.read", "cpd.read", "report.read", "licence.write",
        "licence.read", "licence.staff", "people.find",
    ),
    **_each(Role.HEAD_OF_ORGANISATION, own_organisation_not_self, "cpd.review", "cpd.confirm_head"),
    **_each(Role.ASSESSMENT_ORGANISATION, own_organisation, "assessment.read", "organisation.read"),
    **_each(Role.ASSESSMENT_ORGANISATION, own_organisation_not_self, "assessment.record"),
    **_each(
        Role.DEPARTMENT_OFFICER, own_territory,
        "person.read", "organisation.read", "certificate.read", "case.desk", "case.read", "evidence.read",
        "document.read", "consent.read", "cpd.read", "report.read", "foreign.read", "licence.read",
        "people.find",
    ),
    **_each(
        Role.DEPARTMENT_OFFICER, own_territory_not_self,
        "case.take", "case.record_finding", "case.ask", "case.decide",
        "certificate.record", "certificate.event", "certificate.duplicate", "case.decline", "licence.record",
        "licence.event", "visit.plan",
    ),
    **_each(Role.INSPECTOR, own_territory, "case.read", "evidence.read", "document.read", "licence.read"),
    **_each(Role.INSPECTOR, own_territory_not_self, "visit.plan", "visit.record"),
    **_each(
        Role.DEPARTMENT_HEAD, own_territory,
        "case.desk", "case.read", "evidence.read", "document.read", "complaint.desk", "licence.read",
    ),
    **_each(Role.DEPARTMENT_HEAD, own_territory_not_self, "complaint.decide", "complaint.decide_head"),
    **_each(
        Role.EMPLOYMENT_OFFICER, own_territory,
        "case.desk", "case.read", "evidence.read", "document.read", "conformity.read", "commission.read",
        "commission.convene",
    ),
    **_each(
        Role.EMPLOYMENT_OFFICER, own_territory_not_self,
        "case.take", "case.record_finding", "case.ask", "case.decide", "case.decline", "case.pass",
        "conformity.withdraw",
    ),
    **_each(
        Role.EMPLOYMENT_HEAD, own_territory,
        "case.read", "evidence.read", "document.read", "conformity.read", "complaint.desk", "commission.read",
        "commission.appoint", "commission.convene", "commission.recommend",
    ),
    **_each(Role.EMPLOYMENT_HEAD, own_territory_not_self, "complaint.decide", "complaint.decide_head"),
    **_each(Role.COMMISSION_MEMBER, own_territory, "commission.read", "commission.sign", "commission.recommend"),
    **_each(Role.COMMISSION_MEMBER, own_territory_not_self, "commission.score"),
    **_each(
        Role.EDUCATION_ORGANISATION, own_organisation,
        "organisation.read", "placement.write", "placement.read", "residency.contract",
    ),
    **_each(Role.EDUCATION_ORGANISATION, everywhere, "person.find", "person.add", "residency.read"),
    **_each(Role.MINISTRY_OFFICER, everywhere, "residency.read", "report.read"),
    **_each(
        Role.MINISTRY_OFFICER, own_authority,
        "case.desk", "case.read", "evidence.read", "document.read", "placement.read",
    ),
    **_each(
        Role.MINISTRY_OFFICER, own_authority_not_self,
        "case.take", "case.record_finding", "case.ask", "case.decide", "complaint.decide_head",
    ),
    **_each(
        Role.MINISTRY_OFFICER, everywhere_not_self,
        "complaint.desk", "complaint.decide", "complaint.decide_authority",
    ),
    **_each(
        Role.QUALITY_BODY, everywhere_not_self,
        "complaint.desk", "complaint.decide", "complaint.decide_quality_body",
    ),
    **_each(
        Role.NATIONAL_COORDINATOR, everywhere,
        "person.read", "person.find", "organisation.read", "certificate.read", "case.read", "cpd.read",
        "report.read", "report.make", "conformity.read", "residency.read", "licence.read", "people.find",
        "register.import", "population.enter",
    ),
    **_each(Role.NATIONAL_COORDINATOR, everywhere_not_self, "person.merge"),
    **_each(
        Role.ADMINISTRATOR, everywhere,
        "account.add", "account.close", "account.set_password", "account.read", "account.link", "account.unlock",
        "account.reset_second_factor", "role.grant", "role.confirm", "role.revoke",
        "organisation.read", "organisation.add", "organisation.correct", "organisation.accredit", "settings.change",
        "journal.verify", "journal.erase", "outbox.read", "licence.reference",
    ),
}  # fmt: skip


def may(account: Any, action: str, obj: Scope | Scoped | None = None, *, on: date) -> bool:
    """Whether the account may do the action to the object on a day. Anything not listed is not allowed.

    `obj` None stands for something that belongs to nobody: only permissions that hold everywhere apply.
    """
    if not isinstance(account, Account) or not account.is_active:
        return False
    scope, held = _scope(obj), grants(account, on)
    of_own_organisation = any(grant.organisation in scope.organisations for grant in held)
    return any(
        (where := PERMISSIONS.get((grant.role, action))) is not None
        and where(account, grant, scope)
        and not (of_own_organisation and where in IN_OFFICE)
        for grant in held
    )


def require(account: Any, action: str, obj: Scope | Scoped | None = None, *, on: date) -> None:
    """Raise Denied unless the account may; UnknownAction for an action that is not listed."""
    if action not in ACTIONS:
        raise UnknownAction(action)
    if not may(account, action, obj, on=on):
        raise Denied(action)


def require_actor(actor: UUID | None, action: str, obj: Scope | Scoped | None, *, on: date) -> None:
    """As `require`, for the actor of a command; None is the system itself, which is not restricted."""
    if actor is None:
        if action not in ACTIONS:
            raise UnknownAction(action)
        return
    require(account_with_grants(actor), action, obj, on=on)


def grants(account: Account, on: date) -> list[RoleGrant]:
    """The roles that the account has on a day. Read once for each account object: it lives for one request."""
    if account.held_grants is None:
        account.held_grants = _grants_of(account.id)
    return [grant for grant in account.held_grants if grant.active(on)]


def account_with_grants(id: UUID) -> Account | None:
    """An open account with its roles, from one look-up where it has any; None where there is no such account."""
    held = _grants_of(id)
    if not held:
        return Account.objects.filter(pk=id, is_active=True).first()
    account: Account = held[0].account
    if not account.is_active:
        return None
    account.held_grants = held
    return account


@kept
def _grants_of(account: UUID) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(account=account).select_related("account")


def roles(account: Any, on: date) -> frozenset[str]:
    """Names of the roles that the account has on a day; none for one who has not signed in."""
    if not isinstance(account, Account) or not account.is_active:
        return frozenset()
    return frozenset(grant.role for grant in grants(account, on))


def forget(account: Account) -> None:
    """Read the roles anew at the next question (after a grant within one request, and in tests)."""
    account.held_grants = None


def _scope(obj: Scope | Scoped | None) -> Scope:
    if obj is None:
        return Scope()
    return obj if isinstance(obj, Scope) else obj.scope()
