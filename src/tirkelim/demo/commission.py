"""The employment office of the demo and its commission: accounts, appointment, sittings step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.demo.maker import Maker
from tirkelim.demo.newcomers import Schooling
from tirkelim.demo.region import ASTANA
from tirkelim.identity.models import Account, Role
from tirkelim.law.period import Length
from tirkelim.services.conformity.commission import composition, minutes, resolving, scoring, sittings, taking_part
from tirkelim.services.conformity.commission.content import profession_name
from tirkelim.services.conformity.models import AgendaItem, Body, Sitting

BEGAN = date(2021, 11, 1)
"""Since when the demo knows the employment office: before its oldest case."""
HALL = "Әкімдік ғимараты, 204-кабинет"
STANDARD = "Кәсіптік стандарт: %s"


class Seat(NamedTuple):
    """A member: sign-in name, name shown, body of p.6 and its own name."""

    login: str
    name: str
    body: Body
    organisation: str
    is_chair: bool = False


CITY = "Астана қаласының"
SEATS = (
    Seat("chair", "Комиссия төрағасы", Body.LOCAL_EXECUTIVE_BODY, f"{CITY} жұмыспен қамту басқармасы", True),
    Seat("teachers", "Білім басқармасының өкілі", Body.EDUCATION, f"{CITY} білім басқармасы"),
    Seat("police", "Көші-қон қызметінің өкілі", Body.INTERNAL_AFFAIRS, f"{CITY} полиция департаменті"),
    Seat("atameken", "Кәсіпкерлер палатасының өкілі", Body.ATAMEKEN, "«Атамекен» палатасы"),
    Seat("sector", "Денсаулық сақтау басқармасының өкілі", Body.SECTOR_BODY, f"{CITY} денсаулық сақтау басқармасы"),
)
PRESENT = ("chair", "teachers", "atameken")
"""Who takes part in the sittings of the demo: three of five, which is a quorum."""


class Word(NamedTuple):
    """What a member finds of an applicant, and whether issue is recommended."""

    schooling: Schooling
    meets: bool = True
    note: str = ""


class EmploymentOffice:
    """The local executive body of Astana: an officer, a head, a commission of five."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        maker.now = maker.at(BEGAN)
        self.officer = maker.account(
            "employment", "Жұмыспен қамту басқармасының маманы", Role.EMPLOYMENT_OFFICER, territory=ASTANA
        )
        self.head = maker.account(
            "employmenthead", "Жұмыспен қамту басқармасының басшысы", Role.EMPLOYMENT_HEAD, territory=ASTANA
        )
        self.members: dict[str, Account] = {seat.login: self._appointed(seat) for seat in SEATS}

    def _appointed(self, seat: Seat) -> Account:
        account = self.maker.account(seat.login, seat.name, Role.COMMISSION_MEMBER, territory=ASTANA)
        appointment = composition.Appointment(
            account=account.id,
            body=seat.body.value,
            organisation_name=seat.organisation,
            order_number="14-ө",
            appointed_on=BEGAN + timedelta(days=1),
            is_chair=seat.is_chair,
        )
        composition.appoint(self.maker.command(self.head), ASTANA, appointment)
        return account

    # --- a sitting ---

    def sits(self, called: datetime, held: datetime, words: Mapping[UUID, Word]) -> None:
        """A whole sitting: everyone present scores alike, the chair resolves, all sign. ``words`` by case."""
        sitting = self.calls(called, held, list(words))
        for item in self.items(sitting):
            for login in PRESENT:
                self.scores(login, item, words[item.case_id])
            scoring.close_scoring(self.maker.command(self.members["chair"]), item)  # two members did not come
        for item in self.items(sitting):
            reason = words[item.case_id].note
            settled = resolving.Settled({}, "", reason)
            resolving.resolve(self.maker.command(self.members["chair"]), item, settled)
        minutes.draw_up(self.maker.command(self.officer), sitting)
        drawn = Sitting.objects.get(pk=sitting.pk).minutes
        for login in PRESENT:
            minutes.sign(self.maker.command(self.members[login]), drawn, drawn.digest)

    def calls(self, called: datetime, held: datetime, cases: Sequence[UUID]) -> Sitting:
        """Call a sitting; those present join it when it begins."""
        done = sittings.convene(self.maker.command(self.officer, called), ASTANA, held, HALL, cases)
        sitting = Sitting.objects.get(pk=done.result["sitting"])
        self.maker.now = held
        for login in PRESENT:
            taking_part.attend(self.maker.command(self.members[login]), sitting)
        return sitting

    def items(self, sitting: Sitting) -> list[AgendaItem]:
        """The agenda, in its order."""
        return list(AgendaItem.objects.filter(sitting=sitting, removed_by__isnull=True).order_by("position"))

    def scores(self, login: str, item: AgendaItem, word: Word) -> None:
        """A member declares no conflict of interest and scores."""
        member = self.members[login]
        case = Case.objects.select_related("draft").get(pk=item.case_id)
        taking_part.declare(self.maker.command(member), item, conflict=False)
        found = word.schooling
        judged = scoring.Judgement(
            higher_education=found.higher,
            academic_degree=found.degree,
            english_teaching_certificate=found.english,
            service=Length(found.years, found.months, 0),
            qualification_meets=word.meets,
            compared_with=STANDARD % profession_name(case).kk,
            recommends_issue=word.meets,
            note=word.note,
        )
        scoring.score(self.maker.command(member), item, judged, scoring.seen_digest(case))
