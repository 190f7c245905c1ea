"""Two complaints of the demo: one with the head of the department, one that the head dismissed, a step further."""

from __future__ import annotations

from datetime import date, datetime

from tirkelim.cases.models import Case, Complaint
from tirkelim.demo.applications import Applicant, act
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account, Role

WRONG_FINDING = {"kind": "untrue", "reference": "Хат № 12-418", "note": "Диплом түпнұсқасына сәйкес емес."}
NOT_MINE = "Хатта көрсетілген диплом менікі емес: онда басқа адамның аты-жөні мен нөмірі жазылған."
NO_CONSENT = "Деректерді алуға келісім бермеуім неге бас тартуға негіз болғанын түсінбедім."
DISMISSED = "Келісімсіз деректер алынбайды, ал оларсыз шешім қабылданбайды. Келісім беріп, қайта өтініш беріңіз."


class Complaints:
    """Makes both, with the head of the department and the body for the quality of public services."""

    def __init__(self, maker: Maker, officer: Account) -> None:
        self.maker, self.officer = maker, officer
        maker.now = maker.at(maker.working_day(40))
        self.head = maker.account(
            "departmenthead", "Астана департаментінің басшысы", Role.DEPARTMENT_HEAD, territory=ASTANA
        )
        maker.account("quality", "Мемлекеттік қызметтер сапасы жөніндегі орган", Role.QUALITY_BODY)

    def make(self) -> None:
        """The first waits for the head; the second for the next instance."""
        gulmira = self._applicant("gulmira", date(2001, 6, 2))
        case = self._sent(gulmira, 9)
        act(self.maker, self.officer, case, "record_finding", body=WRONG_FINDING, at=self._at(6))
        act(self.maker, self.officer, case, "refuse", at=self._at(6, 16))
        self._complains(gulmira, case, "head", NOT_MINE, 2)
        arailym = self._applicant("arailym", date(2002, 11, 20))
        case = self._sent(arailym, 16, DataSet.BANS)
        act(self.maker, self.officer, case, "refuse", at=self._at(13))
        self._complains(arailym, case, "head", NO_CONSENT, 12)
        complaint = Complaint.objects.get(case=case)
        body = {"complaint": str(complaint.id), "reason": DISMISSED}
        act(self.maker, self.head, case, "dismiss_complaint", body=body, at=self._at(9))
        self._complains(arailym, case, "quality_body", NO_CONSENT, 6)

    def _applicant(self, login: str, born: date) -> Applicant:
        """Known before anything of the story happens."""
        self.maker.now = self._at(40)
        return Applicant(self.maker, login, born=born)

    def _sent(self, applicant: Applicant, back: int, *refused: DataSet) -> Case:
        answers = applicant.nurse(date(self.maker.today.year - 1, 6, 24))
        applicant.write(answers, self._at(back, 11))
        applicant.consents(*refused)
        return applicant.sends()

    def _complains(self, applicant: Applicant, case: Case, instance: str, text: str, back: int) -> None:
        body = {"instance": instance, "text": text}
        act(self.maker, applicant.account, case, "complain", body=body, at=self._at(back))

    def _at(self, back: int, hour: int = 10) -> datetime:
        return self.maker.at(self.maker.working_day(back), hour)
