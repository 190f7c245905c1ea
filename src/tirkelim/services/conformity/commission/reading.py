"""Who is a member on a day, who takes part, what stands on the agenda, who has still to say something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.services.conformity.commission.ground import NotPossible
from tirkelim.services.conformity.models import AgendaItem, Body, Member, Minutes, Score, Sitting

SERVICE = "conformity"


def members_on(territory: str, day: date) -> list[Member]:
    """The members of the commission on a day: the chair first, then by body and name."""
    found = Member.objects.filter(territory=territory, appointed_on__lte=day).filter(_not_released(day))
    order = list(Body.values)
    return sorted(found, key=lambda one: (not one.is_chair, order.index(one.body), one.name))


def member_on(territory: str, account: UUID, day: date) -> Member | None:
    """The membership of an account on a day."""
    found = Member.objects.filter(territory=territory, account=account, appointed_on__lte=day)
    return found.filter(_not_released(day)).first()


def _not_released(day: date) -> Q:
    return Q(released_on__isnull=True) | Q(released_on__gt=day)


def bodies_missing(members: Iterable[Member]) -> list[str]:
    """The bodies of p.6 that nobody represents, in the order of the paragraph."""
    present = {member.body for member in members}
    return [body for body in Body.values if body not in present]


def day_of(sitting: Sitting) -> date:
    """The day on which a sitting is held, by the clock of Almaty."""
    return localdate(sitting.held_at)


def standing_items(sitting: Sitting) -> list[AgendaItem]:
    """The agenda as it stands, in its order."""
    items = sitting.items.filter(removed_by__isnull=True).select_related("case__draft", "sitting", "resolution")
    return list(items.select_related("scoring_end").order_by("position"))


def final_sittings() -> QuerySet[Sitting]:
    """Sittings whose minutes every member present has signed, but for who cannot (reading K20)."""
    counted = Sitting.objects.annotate(
        present=Count("attendances", distinct=True),
        signatures=Count("minutes__signatures", distinct=True),
        unable=Count("minutes__unsigned", distinct=True),
    )
    return counted.filter(signatures__gt=0, present=F("signatures") + F("unable"))


def is_final(sitting: Sitting) -> bool:
    """Whether the minutes are signed by every member present who can sign."""
    return final_sittings().filter(pk=sitting.pk).exists()


def check_open(sitting: Sitting) -> None:
    """Raise NotPossible for a sitting that was cancelled or has minutes: nothing about it changes any more."""
    if not Sitting.objects.filter(pk=sitting.pk, cancelled_by__isnull=True).exists():
        raise NotPossible("cancelled")
    if Minutes.objects.filter(sitting=sitting.pk).exists():
        raise NotPossible("has_minutes")


def open_item_of(case: Case) -> AgendaItem | None:
    """The agenda item under which a case is being looked at; None where it stands on no open agenda."""
    standing = AgendaItem.objects.filter(case=case, removed_by__isnull=True, sitting__cancelled_by__isnull=True)
    return standing.exclude(sitting__in=final_sittings().values("pk")).select_related("sitting").first()


def waiting_cases(territory: str) -> list[Case]:
    """The cases that are with the commission and on no open agenda, those due first at the top."""
    taken = AgendaItem.objects.filter(removed_by__isnull=True, sitting__cancelled_by__isnull=True)
    taken = taken.exclude(sitting__in=final_sittings().values("pk"))
    cases = Case.objects.filter(service=SERVICE, territory=territory, state=State.AT_COMMISSION)
    return list(cases.exclude(pk__in=taken.values("case")).select_related("draft").order_by("due_on", "submitted_at"))


class Part(NamedTuple):
    """How a member who is present takes part in deciding on one person.

    ``excluded``: the member is the person, or acts for them. ``conflict`` None: not declared yet.
    """

    member: Member
    excluded: bool
    conflict: bool | None
    conflict_note: str
    score: Score | None

    @property
    def is_awaited(self) -> bool:
        """Whether the member may still score and has not."""
        return not self.excluded and self.conflict is not True and self.score is None


class Standing(NamedTuple):
    """How one agenda item stands. ``closed``: the chair closed the scoring."""

    item: AgendaItem
    members: tuple[Member, ...]
    parts: tuple[Part, ...]
    closed: bool

    @property
    def awaited(self) -> tuple[Part, ...]:
        """Those of whom a score is still awaited."""
        return () if self.closed else tuple(part for part in self.parts if part.is_awaited)

    @property
    def scores(self) -> tuple[Part, ...]:
        """Those who have scored, in the order of the composition."""
        return tuple(part for part in self.parts if part.score is not None)

    @property
    def absent(self) -> tuple[Member, ...]:
        """Members who have not joined and may still do so: they must not learn of scores before they give their own."""
        present = {part.member.id for part in self.parts}
        return () if self.closed else tuple(one for one in self.members if one.id not in present)

    @property
    def is_compared(self) -> bool:
        """Whether scores may be laid side by side: there are some, and nobody can add one."""
        return bool(self.scores) and not self.awaited and not self.absent

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing more is to come: as above, or no chair is there to close the scoring for who is absent."""
        chair = self.chair
        closable = chair is not None and chair.score is not None
        return self.is_compared or (bool(self.scores) and not self.awaited and not closable)

    @property
    def is_resolved(self) -> bool:
        """Whether the commission has said its word."""
        return hasattr(self.item, "resolution")

    def part_of(self, account: UUID) -> Part | None:
        """The part of an account; None where it is not present as a member."""
        return next((part for part in self.parts if part.member.account == account), None)

    @property
    def chair(self) -> Part | None:
        """The chair's part, where the chair is present."""
        return next((part for part in self.parts if part.member.is_chair), None)


def standing_of(item: AgendaItem, members: Iterable[Member] | None = None) -> Standing:
    """An agenda item with what every member present has said of it."""
    sitting = item.sitting
    whole = tuple(members_on(sitting.territory, day_of(sitting)) if members is None else members)
    present = set(sitting.attendances.values_list("member", flat=True))
    declared = {one.member_id: one for one in item.declarations.all()}
    scores = {one.member_id: one for one in item.scores.all()}
    barred = _excluded([one for one in whole if one.id in present], item.case)
    parts = []
    for member in whole:
        if member.id in present:
            word = declared.get(member.id)
            parts.append(
                Part(
                    member,
                    member.id in barred,
                    None if word is None else word.conflict,
                    "" if word is None else word.note,
                    scores.get(member.id),
                )
            )
    return Standing(item, whole, tuple(parts), hasattr(item, "scoring_end"))


def _excluded(present: list[Member], case: Case) -> set[UUID]:
    """The members who are the applicant or act for them: nobody judges in their own matter."""
    concerned = {person for person in (case.subject_id, case.representative) if person is not None}
    accounts = Account.objects.filter(pk__in=[one.account for one in present], person__in=concerned)
    own = set(accounts.values_list("pk", flat=True))
    return {one.id for one in present if one.account in own}


def is_excluded(account: Account, case: Case) -> bool:
    """Whether the account is the applicant's own, or their representative's."""
    return account.person is not None and account.person in (case.subject_id, case.representative)
