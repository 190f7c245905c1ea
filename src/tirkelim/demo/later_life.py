"""Certificates after their issue: one that ends soon, two without a term, one withdrawn, one restored."""

from __future__ import annotations

from datetime import date, timedelta

from tirkelim.demo.development import Stories
from tirkelim.demo.worker import NURSE, PAEDIATRICIAN, SURGEON, Calling, Given, Worker
from tirkelim.identity.models import Account
from tirkelim.law.period import add_months, add_years
from tirkelim.register import commands
from tirkelim.register.commands.certificates import CertificateTerms, record_certificate
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.models import Certificate
from tirkelim.services.certificate.duplicates import make_duplicate
from tirkelim.services.certificate.withdrawal import Ground, Reference, restore, withdraw

ASTANA = "710000000"
COURT = "Астана қаласының Сарыарқа аудандық соты"


class LaterLife:
    """Makes one certificate for each thing that can happen to it."""

    def __init__(self, stories: Stories, officer: Account) -> None:
        self.stories, self.maker, self.officer = stories, stories.maker, officer

    def make(self) -> None:
        """All of them."""
        self.ends_soon()
        self.lapsed()
        self.trained()
        self.withdrawn()
        self.restored()

    def ends_soon(self) -> None:
        """Ends in three months, with 60 of the 120 hours: the reminder says what is missing. One duplicate is there."""
        worker = self.holder("zarina", Given("Зарина", "Зарина"), NURSE, 9)
        until = add_months(self.maker.today, 3)
        certificate = self.has(worker, add_years(until, -5), until)
        self.trains(worker, self.maker.today - timedelta(days=400), 60)
        asked = self.maker.at(self.maker.working_day(3), 17)
        make_duplicate(self.maker.command(worker.account, asked), certificate.id, "kk")

    def lapsed(self) -> None:
        """Given in 2014 without a term; the last training lies more than five years back, so it holds no longer."""
        worker = self.holder("gulsim", Given("Гүлсім", "Гульсим"), NURSE, 22)
        self.has(worker, date(2014, 4, 10), None)
        self.trains(worker, add_years(self.maker.today, -5) - timedelta(days=120), 54)

    def trained(self) -> None:
        """Given in 2013 without a term, with training last year: valid, and the day is named up to which."""
        worker = self.holder("aizhan", Given("Айжан", "Айжан"), PAEDIATRICIAN, 16)
        self.has(worker, date(2013, 11, 5), None)
        self.trains(worker, self.maker.today - timedelta(days=380), 108)

    def withdrawn(self) -> None:
        """Withdrawn after a court's ban, with its number and day."""
        worker = self.holder("serik", Given("Серік", "Серик", True), SURGEON, 11)
        issued = add_years(self.maker.today, -2)
        certificate = self.has(worker, issued, add_years(issued, 5))
        self.banned(certificate, 6, Reference(COURT, "2-1412", self.maker.working_day(6) - timedelta(days=20)))

    def restored(self) -> None:
        """Withdrawn after a ban that a higher court annulled: valid again, with a gap that stays visible."""
        worker = self.holder("daulet", Given("Дәулет", "Даулет", True), PAEDIATRICIAN, 12)
        issued = add_years(self.maker.today, -3)
        certificate = self.has(worker, issued, add_years(issued, 5))
        self.banned(certificate, 15, Reference(COURT, "2-1377", self.maker.working_day(15) - timedelta(days=10)))
        day = self.maker.working_day(4)
        act = Reference("Астана қалалық соты", "2а-505", day - timedelta(days=5))
        restore(self.maker.command(self.officer, self.maker.at(day, 12)), certificate.id, day, act)

    def banned(self, certificate: Certificate, back: int, act: Reference) -> None:
        """Withdrawn so many working days ago, by a court's act."""
        day = self.maker.working_day(back)
        command = self.maker.command(self.officer, self.maker.at(day, 12))
        withdraw(command, certificate.id, Ground.COURT_BAN, day, act)

    def holder(self, login: str, given: Given, calling: Calling, years: int) -> Worker:
        """A worker of the clinic who holds a certificate."""
        return self.stories.worker(login, given, calling, years, born=1982)

    def has(self, worker: Worker, issued: date, until: date | None) -> Certificate:
        """A certificate that was given before this register."""
        terms = CertificateTerms(
            person=worker.person,
            specialty=worker.calling.specialty,
            issued_on=issued,
            valid_until=until,
            office=ASTANA,
            number=draw_free(),
        )
        done = record_certificate(self.maker.command(), terms)
        return Certificate.objects.get(pk=done.result["certificate"])

    def trains(self, worker: Worker, completed: date, hours: int) -> None:
        """Further education that HR entered."""
        commands.add_training(
            self.maker.command(),
            person=worker.person,
            programme=f"{worker.calling.diploma}: өзекті мәселелер",
            completed_on=completed,
            source="document",
            organisation_name="Біліктілікті арттыру институты",
            hours=hours,
            specialty=worker.calling.specialty,
            certificate_number=f"БА-{self.maker.chance.randint(1000, 9999)}",
        )
