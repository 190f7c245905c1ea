"""What is said to state systems over HTTP, and how their answers are read: docs/reference/gateway.md is made from this.

An answer counts only when it has exactly the agreed fields, is about the one who was asked about, and does not
contradict itself. Anything else is BadAnswer: no answer at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from tirkelim.gateway.answer import Holder, Question, Subject
from tirkelim.gateway.records import AnyDataSet, BadRecord, DataSet, HolderDataSet, Record, record_from_plain

VERSION: Final = "/v1"
SYSTEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "education": (DataSet.EDUCATION_HIGHER, DataSet.EDUCATION_SECONDARY),
    "certificates": (DataSet.CERTIFICATES,),
    "civil_status": (DataSet.NAME_CHANGE,),
    "assessment": (DataSet.ASSESSMENT,),
    "labour": (DataSet.EMPLOYMENT, HolderDataSet.STAFF_CONTRACTS),
    "legal_statistics": (DataSet.BANS,),
    "real_estate": (HolderDataSet.REAL_ESTATE,),
    "numbers": ("mobile_citizens",),
    "sms": ("sms",),
    "payments": ("payments",),
}
"""The systems, each with an address of its own, and the ports behind which it stands."""
STAGES: Final = frozenset(
    {"technical_vocational", "post_secondary", "higher", "internship", "residency", "ordinatura", "master", "doctoral"}
)
CODES: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    (DataSet.EDUCATION_HIGHER, "stage"): STAGES,
    (DataSet.EDUCATION_SECONDARY, "stage"): STAGES,
    (DataSet.NAME_CHANGE, "reason"): frozenset({"name_change", "marriage", "divorce"}),
    (DataSet.BANS, "kind"): frozenset({"activity", "special_right"}),
    (HolderDataSet.REAL_ESTATE, "right"): frozenset({"ownership", "lease", "free_use", "trust"}),
}
"""Fields that hold one of a list of codes."""
KEYS: Final[Mapping[str, str]] = {
    DataSet.EDUCATION_HIGHER: "document_number",
    DataSet.EDUCATION_SECONDARY: "document_number",
    DataSet.CERTIFICATES: "number",
    DataSet.NAME_CHANGE: "act_number",
    DataSet.ASSESSMENT: "number",
}
"""What tells records apart: two of the same number that say different things contradict each other."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[0-9]{8,15}$")]


class BadAnswer(ValueError):
    """An answer that is not what was agreed. The text names what is wrong, never what stood there."""


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=_Message)


class Named(_Message):
    """Whom a question or an answer is about. ``register``: the id of the person or organisation in this register, for
    those who have no number."""

    scheme: Literal["iin", "bin", "register"]
    value: Short


class Said(_Message):
    """An answer to a question about a person or an organisation."""

    correlation: UUID
    subject: Named
    outcome: Literal["found", "not_found"]
    reference: Short
    records: list[dict[str, Any]]

    @model_validator(mode="after")
    def _agrees(self) -> Said:
        if (self.outcome == "found") != bool(self.records):
            raise ValueError("records exactly when something was found")
        return self


class SaidNumber(_Message):
    """An answer to the question for the registered telephone number."""

    correlation: UUID
    subject: Named
    outcome: Literal["found", "not_found"]
    reference: Short
    number: Phone | None

    @model_validator(mode="after")
    def _agrees(self) -> SaidNumber:
        if (self.outcome == "found") != (self.number is not None):
            raise ValueError("a number exactly when one was found")
        return self


class Taken(_Message):
    """The answer to a message that was handed over."""

    correlation: UUID
    outcome: Literal["taken"]
    message: Short


class Begun(_Message):
    """The answer to the beginning of a payment: the address of the page on which it is paid."""

    correlation: UUID
    order: UUID
    outcome: Literal["begun"]
    reference: Short
    page: Annotated[str, StringConstraints(max_length=500, pattern=r"^https?://[^\s]+$")]


class Paid(_Message):
    """A payment. ``tenge``: the sum as text, with a point."""

    reference: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    tenge: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}(\.[0-9]{2})?$")]
    paid_at: AwareDatetime


class PaymentState(_Message):
    """The answer to how an order stands."""

    correlation: UUID
    order: UUID
    outcome: Literal["paid", "not_paid"]
    reference: Short
    payment: Paid | None

    @model_validator(mode="after")
    def _agrees(self) -> PaymentState:
        if (self.outcome == "paid") != (self.payment is not None):
            raise ValueError("a payment exactly when it is paid")
        return self


def question_body(question: Question, now: datetime) -> dict[str, Any]:
    """A question as it is sent. The number of the person stands here and nowhere else."""
    return {
        "correlation": str(question.id),
        "asked_at": now.isoformat(),
        "basis": {"kind": question.basis.value, "reference": question.reference},
        "subject": named(question.about).model_dump(),
    }


def named(about: Subject | Holder) -> Named:
    """How someone is named to a state system."""
    if isinstance(about, Subject):
        return Named(scheme="iin", value=about.iin) if about.iin else Named(scheme="register", value=str(about.person))
    if not about.number:
        return Named(scheme="register", value=str(about.organisation or about.person))
    return Named(scheme="bin" if about.organisation else "iin", value=about.number)


def read_records(data_set: AnyDataSet, question: Question, said: Any) -> tuple[tuple[Record, ...], str]:
    """The records of an answer, and its reference. Raises BadAnswer."""
    answer = _read(Said, said)
    _check_about(question, answer.correlation, answer.subject)
    try:
        records = tuple(record_from_plain(data_set, plain) for plain in answer.records)
    except BadRecord as bad:
        raise BadAnswer(str(bad)) from None
    for record in records:
        _check_codes(data_set, record)
    _check_agreement(data_set, records)
    return records, answer.reference


def read_number(question: Question, said: Any) -> tuple[str | None, str]:
    """The registered number, if there is one, and the reference. Raises BadAnswer."""
    answer = _read(SaidNumber, said)
    _check_about(question, answer.correlation, answer.subject)
    return answer.number, answer.reference


def read_taken(correlation: UUID, said: Any) -> str:
    """The operator's id of a message. Raises BadAnswer."""
    answer = _read(Taken, said)
    _check(answer.correlation == correlation, "another question")
    return answer.message


def read_begun(correlation: UUID, order: UUID, said: Any) -> Begun:
    """The beginning of a payment. Raises BadAnswer."""
    answer = _read(Begun, said)
    _check(answer.correlation == correlation, "another question")
    _check(answer.order == order, "another order")
    return answer


def read_payment(correlation: UUID, order: UUID, said: Any) -> tuple[Paid | None, str]:
    """The payment of an order, if it is paid, and the reference. Raises BadAnswer."""
    answer = _read(PaymentState, said)
    _check(answer.correlation == correlation, "another question")
    _check(answer.order == order, "another order")
    _check(answer.payment is None or Decimal(answer.payment.tenge) > 0, "a payment of nothing")
    return answer.payment, answer.reference


def _read(kind: type[M], said: Any) -> M:
    try:
        return kind.model_validate(said)
    except ValidationError as wrong:
        # Where only, by the names of our own fields: what stood there, or how it was called there, may be personal.
        places = {str(one["loc"][0]) for one in wrong.errors() if one["loc"] and one["loc"][0] in kind.model_fields}
        raise BadAnswer(f"{kind.__name__}: {', '.join(sorted(places)) or 'shape'}") from None


def _check_about(question: Question, correlation: UUID, subject: Named) -> None:
    _check(correlation == question.id, "another question")
    _check(subject == named(question.about), "somebody else")


def _check_codes(data_set: AnyDataSet, record: Record) -> None:
    for (owner, field), codes in CODES.items():
        _check(owner != data_set or getattr(record, field) in codes, f"{field}: unknown code")


def _check_agreement(data_set: AnyDataSet, records: tuple[Record, ...]) -> None:
    key = KEYS.get(data_set)
    if key is not None:
        numbers = [getattr(record, key) for record in set(records)]
        _check(len(set(numbers)) == len(numbers), "two records of one number that differ")


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BadAnswer(otherwise)
