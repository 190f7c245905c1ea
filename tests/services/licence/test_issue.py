"""What is granted stands in the register, and what a second decision replaces does not; each with its documents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.licences import CARDIOLOGIST, LicenceOffice, base

from tirkelim.cases.command import Invalid as NotDone
from tirkelim.cases.models import Case
from tirkelim.documents.licence import LicenceAnnexPayload, LicencePayload
from tirkelim.documents.licence_answer import LicenceNotAccepted, LicenceRefusal
from tirkelim.documents.payload import from_plain, to_plain
from tirkelim.identity.models import Account, Role
from tirkelim.law.standards.services import Action
from tirkelim.portal.licences.offers import offered
from tirkelim.register.commands.licence_events import record_licence_event
from tirkelim.register.commands.licence_import import EarlierAnnex, EarlierLicence, import_licence
from tirkelim.register.commands.licences import Claimed, Holder, LicenceEventTerms
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.licence_status import DECISION_REPLACED, LicenceStatus
from tirkelim.register.models import Licence, LicenceEventKind
from tirkelim.services.licence.result import payloads_of

KIND = LicenceEventKind


class Room(LicenceOffice):
    """The department, whose clinic has a licence with one base."""

    def __init__(self) -> None:
        super().__init__()
        self.licence = self.granted()

    def held(self, *, annex: bool = False) -> dict[str, Any]:
        """The page that names the licence, and its first annex where it is about one."""
        first = str(self.licence.annexes.order_by("number")[0].id)
        return {"licence": str(self.licence.id), "annex": first if annex else None}

    def asked(self, action: Action, **pages: Any) -> Case:
        """An application about the licence, granted as far as the facts allow."""
        about_annex = action in (Action.REISSUE_ANNEX, Action.DUPLICATE_ANNEX)
        answers = self.answers(action, held=self.held(annex=about_annex), **pages)
        case = self.ready(self.head, answers)
        self.decide(self.department, case, "grant")
        return self.fresh(case)

    def reissued(self, reason: str, action: Action = Action.REISSUE, **change: Any) -> Case:
        """A re-issue for a reason, granted."""
        said = {"reason": reason, "changed_on": "2026-02-20", "document": "№ 3 бұйрық", "kato": None, "address": None}
        more = {"bases": {"bases": [base("Астана, Тұран даңғылы, 5", CARDIOLOGIST)]}} if reason == "base_moved" else {}
        return self.asked(action, change=said | change, **more)

    def now_is(self) -> LicenceOn:
        """The licence as it stands."""
        return licence_on(self.licence, self.now.date(), self.now)

    def statuses(self) -> dict[str, LicenceStatus]:
        """The annexes as they stand."""
        return {one.annex.number: one.status.status for one in self.now_is().annexes}

    def upheld(self, case: Case) -> None:
        """The holder complains, the head of the department upholds it, and an officer finds what was untrue."""
        head = Account.objects.filter(login="dep-head").first() or self.account(
            "dep-head", Role.DEPARTMENT_HEAD, territory="710000000"
        )
        told: Any = self.do(self.head, case, "complain", text="Қате шешім", instance="head")
        done = {"complaint": told.result["complaint"], "reason": "Дұрыс", "reference": ""}
        self.do(head, case, "uphold_complaint", **done)

    def refused_again(self, case: Case) -> None:
        """The second decision refuses: the data were untrue."""
        self.upheld(case)
        self.finding(case, "untrue")
        self.do(self.department, case, "refuse", facts_digest=self.digest(case))


@pytest.fixture
def room(db: None) -> Room:
    """A clinic with a licence."""
    return Room()


def documents(case: Case) -> list[Any]:
    """What the documents of the last decision say; each reads back from what is stored of it."""
    found = list(payloads_of(case.decisions.order_by("seq").last()))  # type: ignore[arg-type]
    assert [from_plain(to_plain(one)) for one in found] == found
    return found


def test_a_licence_and_an_annex_a_base(db: None) -> None:
    office = LicenceOffice()
    bases = [base(), base("Астана, Тұран даңғылы, 5", CARDIOLOGIST, name="Тұран филиалы")]
    licence = office.granted(answers=office.answers(bases={"bases": bases}))
    shown = licence_on(licence, licence.issued_on, office.now)
    assert (licence.organisation_id, licence.person_id) == (office.clinic, None)
    assert [(one.annex.number, str(one.annex.base_id)) for one in shown.annexes] == [
        ("001", bases[0]["id"]), ("002", bases[1]["id"])
    ]  # fmt: skip
    assert [row.specialty for row in shown.annexes[1].subtypes] == ["residency.cardiology"]
    paper, first, second = documents(Case.objects.get(decisions__id=licence.decision))
    assert isinstance(paper, LicencePayload)
    assert isinstance(second, LicenceAnnexPayload)
    assert (paper.number, first.number, second.number) == (
        licence.number,
        f"{licence.number}/001",
        f"{licence.number}/002",
    )
    assert paper.check_address.endswith(f"/licence-register/{licence.id}/")
    assert [address for _number, address in paper.annexes][1] == "Тұран филиалы, Астана, Тұран даңғылы, 5"
    assert second.base_name == "Тұран филиалы"


def test_an_individual_has_a_licence_of_their_own_and_no_number_of_theirs_is_printed(db: None) -> None:
    office = LicenceOffice()
    licence = office.granted(office.applicant())
    assert licence.organisation_id is None
    paper = documents(Case.objects.get(decisions__id=licence.decision))[0]
    assert paper.holder_number == ""


def test_another_annex_counts_on(room: Room) -> None:
    case = room.asked(Action.ISSUE_ANNEX, bases={"bases": [base("Астана, Тұран даңғылы, 5", CARDIOLOGIST)]})
    assert room.statuses() == {"001": LicenceStatus.VALID, "002": LicenceStatus.VALID}
    (paper,) = documents(case)
    assert paper.number == f"{room.licence.number}/002"


def test_a_reissue_keeps_the_number(room: Room) -> None:
    case = room.reissued("name")
    event, of_annex = room.licence.events.order_by("id")
    assert (event.kind, event.ground, event.annex) == (KIND.REISSUED, "name", None)
    assert (of_annex.kind, of_annex.ground, of_annex.annex.number) == (KIND.REISSUED, "name", "001")
    paper, annex = documents(case)
    assert (annex.number, annex.supersedes) == (f"{room.licence.number}/001-2", f"{room.licence.number}/001")
    assert (paper.licence_number, paper.number) == (room.licence.number, f"{room.licence.number}-2")
    assert paper.supersedes == room.licence.number
    assert "Переоформлено" in paper.note.ru
    again, _annex = documents(room.reissued("address", address="Астана, Жаңа көше, 1"))
    assert (again.number, again.supersedes) == (f"{room.licence.number}-3", f"{room.licence.number}-2")
    assert again.holder_address == "Астана, Жаңа көше, 1"


def test_a_base_is_written_otherwise_and_its_annex_says_so(room: Room) -> None:
    case = room.reissued("base_renamed", Action.REISSUE_ANNEX, address="Астана, Жаңа атау, 12")
    assert [one.fact.address for one in room.now_is().annexes] == ["Астана, Жаңа атау, 12"]
    (paper,) = documents(case)
    assert (paper.number, paper.base_address) == (f"{room.licence.number}/001-2", "Астана, Жаңа атау, 12")
    room.refused_again(case)
    assert [one.fact.address for one in room.now_is().annexes] == ["Астана, Сарыарқа даңғылы, 12"]
    assert room.licence.events.order_by("id").last().ground == DECISION_REPLACED  # type: ignore[union-attr]
    assert isinstance(documents(room.fresh(case))[0], LicenceRefusal)


def test_what_is_written_last_of_a_base_holds(room: Room) -> None:
    """Also where the change of the second re-issue is of an earlier day than that of the first."""
    for day, address in (("2026-03-02", "Астана, Бірінші атау, 12"), ("2026-02-20", "Астана, Екінші атау, 12")):
        case = room.reissued("base_renamed", Action.REISSUE_ANNEX, address=address, changed_on=day)
        (paper,) = documents(case)
        assert paper.base_address == address
        assert [one.fact.address for one in room.now_is().annexes] == [address]


def test_two_applications_cannot_name_two_places_with_one_base(room: Room) -> None:
    """Of bases with the same id the first that is granted says where it lies."""
    first, second = (base(address, CARDIOLOGIST) for address in ("Абай көшесі, 3", "Абай көшесі, 9"))
    answers = [
        room.answers(Action.ISSUE_ANNEX, held=room.held(), bases={"bases": [one | {"id": first["id"]}]})
        for one in (first, second)
    ]
    cases = [room.ready(room.head, answers[0])]
    room.later(days=4)
    cases.append(room.ready(room.head, answers[1]))
    room.decide(room.department, cases[0], "grant")
    outcome = room.decide(room.department, cases[1], "grant")
    assert isinstance(outcome, NotDone)
    assert [problem.code for problem in outcome.problems] == ["base_elsewhere"]
    assert len(room.now_is().annexes) == 2


def test_a_base_moves(room: Room) -> None:
    case = room.reissued("base_moved", Action.REISSUE_ANNEX)
    assert room.statuses() == {"001": LicenceStatus.TERMINATED, "002": LicenceStatus.VALID}
    (paper,) = documents(case)
    assert (paper.number, paper.supersedes) == (f"{room.licence.number}/002", f"{room.licence.number}/001")
    assert "№ 001" in paper.note.kk
    room.refused_again(case)
    assert room.statuses() == {
        "001": LicenceStatus.TERMINATED, "002": LicenceStatus.UNDONE, "003": LicenceStatus.VALID
    }  # fmt: skip
    given_back = room.now_is().annexes[2]
    assert given_back.fact.address == "Астана, Сарыарқа даңғылы, 12"
    assert [row.code for row in given_back.subtypes] == ["1.2", "1.3"]
    refusal, annex = documents(room.fresh(case))
    assert isinstance(refusal, LicenceRefusal)
    assert (annex.number, annex.supersedes) == (f"{room.licence.number}/003", None)


def test_a_suspended_annex_stays_suspended_when_its_base_moves(room: Room) -> None:
    """Nothing resumes by moving, nor by taking the move back."""
    annex, day = room.licence.annexes.get(), room.now.date()
    until = day + timedelta(days=90)
    event = LicenceEventTerms(
        kind=KIND.SUSPENDED, on=day, until=until, ground="violation", reference="№ 4 акт", annex=annex.id
    )
    record_licence_event(room.command(room.department.id), room.licence.id, event)

    case = room.reissued("base_moved", Action.REISSUE_ANNEX)

    assert room.statuses() == {"001": LicenceStatus.TERMINATED, "002": LicenceStatus.SUSPENDED}
    new = room.now_is().annexes[1]
    assert (new.status.until, new.events[0].ground, new.events[0].reference) == (until, "violation", "№ 4 акт")
    assert licence_on(room.licence, until + timedelta(days=1), room.now).annexes[1].is_valid
    room.refused_again(case)
    assert room.statuses() == {
        "001": LicenceStatus.TERMINATED, "002": LicenceStatus.UNDONE, "003": LicenceStatus.SUSPENDED
    }  # fmt: skip


def test_a_second_refusal_takes_the_licence_back(room: Room) -> None:
    case = Case.objects.get(decisions__id=room.licence.decision)
    room.refused_again(case)
    assert room.now_is().status.status is LicenceStatus.UNDONE
    assert set(room.statuses().values()) == {LicenceStatus.UNDONE}
    (refusal,) = documents(room.fresh(case))
    assert [ground.number for ground in refusal.grounds] == [6]
    assert refusal.about == ("Астана, Сарыарқа даңғылы, 12",)


def test_a_second_grant_gives_a_new_number_at_the_same_base(room: Room) -> None:
    case = Case.objects.get(decisions__id=room.licence.decision)
    room.upheld(case)
    room.do(room.department, case, "grant", facts_digest=room.digest(case))
    assert room.now_is().status.status is LicenceStatus.UNDONE
    new = Licence.objects.exclude(pk=room.licence.pk).get()
    assert new.annexes.get().base_id == room.licence.annexes.get().base_id
    assert licence_on(new, room.now.date(), room.now).annexes[0].is_valid
    assert documents(room.fresh(case))[0].supersedes == room.licence.number


def test_nothing_is_granted_on_what_ended_a_moment_before(room: Room) -> None:
    said = {"reason": "name", "changed_on": "2026-02-20", "document": "№ 3", "kato": None, "address": None}
    case = room.ready(room.head, room.answers(Action.REISSUE, held=room.held(), change=said))
    ended = LicenceEventTerms(kind=KIND.TERMINATED, on=room.now.date(), ground="own_request", reference="№ 1 өтініш")
    record_licence_event(room.command(room.department.id), room.licence.id, ended)
    outcome = room.decide(room.department, case, "grant")
    assert isinstance(outcome, NotDone), outcome
    assert not room.licence.events.filter(kind=KIND.REISSUED).exists()


# --- duplicates ---


def on_paper(room: Room) -> None:
    """The clinic's licence is an earlier one, on paper."""
    annex = EarlierAnnex(
        number="001",
        issued_on=date(2015, 6, 1),
        kato="710000000",
        address="Сейфуллин, 8",
        subtypes=(Claimed("1.2"),),
    )
    given = EarlierLicence(
        holder=Holder(room.clinic, None),
        number="15000123",
        issued_on=date(2015, 6, 1),
        office="710000000",
        on_paper=True,
        annexes=(annex,),
    )
    done = import_licence(room.command(room.department.id), given)
    room.licence = Licence.objects.get(pk=UUID(done.result["licence"]))


def test_a_duplicate_of_a_paper_original_is_marked(room: Room) -> None:
    on_paper(room)
    (paper,) = documents(room.asked(Action.DUPLICATE))
    assert (paper.number, paper.is_duplicate, paper.supersedes) == ("15000123-2", True, None)
    (annex,) = documents(room.asked(Action.DUPLICATE_ANNEX))
    assert (annex.number, annex.is_duplicate) == ("15000123/001-2", True)
    assert room.now_is().status.status is LicenceStatus.VALID
    # What its holder has now is electronic: there is nothing to duplicate any more.
    held = room.now_is()
    assert Action.DUPLICATE not in offered(held)
    assert Action.DUPLICATE_ANNEX not in offered(held, held.annexes[0])


def test_a_duplicate_of_an_electronic_licence_is_not_accepted(room: Room) -> None:
    loss = {"noticed_on": room.now.date().isoformat(), "circumstances": "Таба алмадым"}
    case = room.ready(room.head, room.answers(Action.DUPLICATE, held=room.held(), loss=loss), paid=False)
    room.do(room.department, case, "decline", facts_digest=room.digest(case))
    (answer,) = documents(room.fresh(case))
    assert isinstance(answer, LicenceNotAccepted)
    assert answer.about == (f"№ {room.licence.number}",)
    assert answer.decided_at >= datetime(2026, 3, 2, tzinfo=UTC)
