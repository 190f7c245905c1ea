"""Tables of the engine: cases, drafts, what officers found, fact sheets, decisions and outgoing messages."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.identity.models import Authority
from tirkelim.identity.policy import Scope
from tirkelim.journal.guards import guard
from tirkelim.journal.models import DIGEST, Change


class Case(models.Model):
    """One application to one service. Only ``engine.execute`` writes it; ``version`` grows with every command."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.CharField(max_length=40)
    action = models.CharField(max_length=40, blank=True, help_text="issue or confirm; set at submission from the route")
    authority = models.CharField(
        max_length=20, choices=Authority.choices, default=Authority.HEALTH, help_text="who decides it; its service says"
    )
    subject = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    representative = models.UUIDField(null=True, help_text="person who applies for the subject, as authorised by them")
    territory = models.CharField(max_length=9, blank=True, help_text="KATO code of the office; set at submission")
    organisation = models.UUIDField(
        null=True, help_text="organisation that acts in it: the employer, or whoever assesses; set at submission"
    )
    state = models.CharField(max_length=20, choices=[(state.value, state.name) for state in State])
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=20, null=True, unique=True, help_text="given at submission, random")
    submitted_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    calendar_version = models.CharField(max_length=16, blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["territory", "state", "due_on"], name="case_desk"),
            # In the order in which an office works; cases that are decided are not in it and do not slow it down. The
            # service stands at its end, so that counting those of one authority reads the index alone.
            models.Index(
                fields=["territory", "due_on", "submitted_at", "service"],
                condition=Q(state__in=sorted(state.value for state in OPEN_STATES)),
                name="case_open",
            ),
            models.Index(fields=["subject", "service"], name="case_subject"),
            models.Index(
                fields=["organisation", "service", "state"],
                condition=Q(organisation__isnull=False),
                name="case_of_organisation",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(submitted_at__isnull=False, number__isnull=False),
                name="case_submitted_has_number",
            ),
            # CPD results, assessments and levels have no statutory term: neither of the two days, or both.
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True, due_on__isnull=True)
                | Q(accepted_on__isnull=False, due_on__isnull=False),
                name="case_clock_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.number or self.id}"

    @property
    def stream(self) -> str:
        """The journal's stream of this case."""
        return f"case:{self.id}"

    def scope(self) -> Scope:
        """Whom the case concerns, which organisation acts and which office decides: what rights are checked on."""
        return Scope(
            person=self.subject_id,
            representative=self.representative,
            authority=self.authority,
            organisations=frozenset() if self.organisation is None else frozenset({self.organisation}),
            territories=frozenset({self.territory} - {""}),
        )


class Draft(models.Model):
    """What the applicant has typed so far, right or wrong: saved at every step, never lost on an error."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="draft")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()


class Filing(models.Model):
    """A document filed in a case: what it is, its file, its language. Replacing one adds a row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="filings")
    document = models.CharField(max_length=60, help_text="kind, as the law's list of documents names it")
    evidence = models.UUIDField(help_text="the evidence file")
    language = models.CharField(max_length=8)
    translated_into = models.CharField(max_length=8, blank=True, help_text="language of the notarised translation")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")


class OfficerFinding(models.Model):
    """What an officer established themselves: an untrue document, a court decision, a negative answer, a check."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="officer_findings")
    kind = models.CharField(max_length=40)
    ground = models.PositiveSmallIntegerField(null=True, help_text="refusal ground it rests on; null: it clears one")
    reference = models.CharField(max_length=300, help_text="document that proves it")
    note = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")


class DocumentRequest(models.Model):
    """An officer's request for missing documents; it does not stop the clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    documents = models.JSONField(help_text="kinds of documents asked for")
    note = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")


class ItemReview(models.Model):
    """What a reviewer said of one item of a case (a row of a confirmation): accepted, or refused with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="item_reviews")
    item = models.UUIDField(help_text="line of the fact that was reviewed")
    version = models.UUIDField(help_text="version of that fact which the reviewer saw")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True, help_text="code of the reason for a refusal")
    note = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "item"], condition=Q(removed_by__isnull=True), name="one_review_an_item"
            ),
        ]


class SignOff(models.Model):
    """A person's word on the facts of a case, in a capacity: which facts, by their digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sign_offs")
    capacity = models.CharField(max_length=20, help_text="hr or head")
    account = models.UUIDField()
    name = models.CharField(max_length=200, help_text="of the account, as it was shown")
    facts_digest = models.CharField(max_length=DIGEST)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "capacity"], condition=Q(removed_by__isnull=True), name="one_word_a_capacity"
            ),
        ]


class IntendedRefusal(models.Model):
    """A refusal as it is intended, shown to the applicant before it is made, with the day until which to answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="intended_refusals")
    grounds = models.JSONField(help_text="as in the verdicts of a decision")
    findings = models.JSONField(help_text="as in a decision: those that are not met")
    facts_digest = models.CharField(max_length=DIGEST)
    answer_by = models.DateField(help_text="last day for an answer")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class HearingAnswer(models.Model):
    """What the applicant said to an intended refusal."""

    intention = models.OneToOneField(IntendedRefusal, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class Complaint(models.Model):
    """A complaint about a decision of a case, or about its delay, to one instance."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    decision = models.ForeignKey(
        "cases.Decision",
        null=True,
        on_delete=models.PROTECT,
        related_name="complaints",
        help_text="null: about the delay of one",
    )
    instance = models.CharField(max_length=20, help_text="as law.standards.complaints names it")
    number = models.CharField(max_length=20, unique=True)
    text = models.TextField()
    reference = models.CharField(max_length=300, blank=True, help_text="of a claim to a court: its number and day")
    registered_on = models.DateField()
    due_on = models.DateField(null=True, help_text="null: the order names no term for this instance")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


class ComplaintAnswer(models.Model):
    """How a complaint ended."""

    complaint = models.OneToOneField(Complaint, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20, help_text="upheld, dismissed or taken_back")
    reason = models.TextField()
    reference = models.CharField(max_length=300, blank=True, help_text="of the act, such as a court's")
    answered_on = models.DateField()
    decide_by = models.DateField(
        null=True, help_text="of an upheld complaint about the course of a case: the day set for its decision"
    )
    officer = models.UUIDField(null=True, help_text="account of whoever answered; null: taken back")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class FactSheet(models.Model):
    """The facts that a decision was made from, with the source of each; what is signed and what is replayed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fact_sheets")
    seq = models.PositiveIntegerField()
    schema = models.CharField(max_length=40)
    facts = models.JSONField()
    sources = models.JSONField()
    digest = models.CharField(max_length=DIGEST)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="fact_sheet_once")]


class Decision(models.Model):
    """A decision as it was made: the sheet, the findings with their texts, edition, digest of the book, officer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    seq = models.PositiveIntegerField()
    sheet = models.OneToOneField(FactSheet, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20)
    verdicts = models.JSONField()
    findings = models.JSONField()
    documents = models.JSONField()
    edition = models.JSONField()
    editions_beside = models.JSONField(default=list, help_text="of other acts that were applied with it")
    route = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField()
    book_digest = models.CharField(max_length=DIGEST)
    kernel = models.CharField(max_length=20)
    officer = models.UUIDField(help_text="account of the officer who decided")
    reopened_by = models.OneToOneField(
        ComplaintAnswer, null=True, on_delete=models.PROTECT, related_name="new_decision",
        help_text="the upheld complaint that made another decision possible",
    )  # fmt: skip
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # Two officers at once: the database itself lets only one first decision of a case stand.
            models.UniqueConstraint(fields=["case", "seq"], name="decision_once"),
            models.CheckConstraint(
                condition=Q(seq=1, reopened_by__isnull=True) | Q(seq__gt=1, reopened_by__isnull=False),
                name="decision_again_by_complaint",
            ),
        ]
        # How many were decided in the last weeks, by territory and service.
        indexes = [models.Index(fields=["decided_on", "case"], name="decision_days")]


class Outbox(models.Model):
    """Work that follows from a change (a document to make, a message to send), stored with it and done after it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=100, help_text="id of the case, decision or person; never an address")
    body = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True, help_text="name of the error, no details")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["delivered_at", "id"], name="outbox_waiting")]


guard(FactSheet)
guard(Decision)
guard(Filing, set_once=("removed_by",))
guard(OfficerFinding, set_once=("removed_by",))
guard(DocumentRequest, set_once=("answered_by",))
for written_once in (IntendedRefusal, HearingAnswer, Complaint, ComplaintAnswer):
    guard(written_once)
guard(ItemReview, set_once=("removed_by",))
guard(SignOff, set_once=("removed_by",))
