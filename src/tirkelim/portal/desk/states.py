"""What state systems said in a case: consent, answer, reference, time and the records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tirkelim.gateway.answer import Answer, Outcome
from tirkelim.gateway.consent import ConsentState
from tirkelim.gateway.faults import Fault
from tirkelim.gateway.records import AnyDataSet, record_to_plain
from tirkelim.gateway.texts import data_set_name, source_name
from tirkelim.law.messages.dates import write_date
from tirkelim.portal.desk.words import language, vocabulary

Text = str | Promise

CONSENTS: dict[ConsentState, Text] = {
    ConsentState.NONE: _("Consent was not asked"),
    ConsentState.GIVEN: _("Consent given"),
    ConsentState.REFUSED: _("Consent refused"),
    ConsentState.REVOKED: _("Consent taken back"),
    ConsentState.ENDED: _("The time of the consent has passed"),
}
OUTCOMES: dict[Outcome, tuple[Text, str]] = {
    Outcome.FOUND: (_("Record found"), "green"),
    Outcome.NOT_FOUND: (_("No record"), "grey"),
    Outcome.UNAVAILABLE: (_("Did not answer"), "yellow"),
}
FAULTS: dict[str, Text] = {
    Fault.REFUSED: _("No connection"),
    Fault.TIMEOUT: _("No answer in time"),
    Fault.CUT: _("The answer broke off"),
    Fault.SERVER_ERROR: _("The system says that it cannot answer now"),
    Fault.REJECTED: _("The system did not accept the question"),
    Fault.BAD_ANSWER: _("The answer is not as agreed, contradicts itself, or is about somebody else"),
    Fault.PAUSED: _("The system failed several times and is left alone for a moment"),
    Fault.NOT_CONNECTED: _("This system is not connected"),
}
"""How a system failed, in words; a failure of another kind shows as none."""
CODES: dict[tuple[str, Any], Text] = {
    ("stage", "higher"): _("Higher medical education"),
    ("passed", True): _("Passed"),
    ("passed", False): _("Not passed"),
    ("reason", "name_change"): _("change of name"),
    ("reason", "marriage"): _("marriage"),
    ("reason", "divorce"): _("divorce"),
    ("kind", "activity"): _("prohibition of activity"),
    ("kind", "special_right"): _("loss of a special right"),
    ("right", "ownership"): _("ownership"),
    ("right", "lease"): _("lease"),
    ("right", "free_use"): _("use free of charge"),
    ("right", "trust"): _("trust management"),
}
"""Codes of the records in words."""
HIDDEN_FIELDS = frozenset({"specialty_ru", "specialty_code"})
"""What a record repeats."""


class SystemAnswers(Protocol):
    """What the state systems of a service answered in a case."""

    def get(self, data_set: Any) -> Answer[Any] | None:
        """The answer; None when the system was not asked."""


class SourceLine(NamedTuple):
    """A state system in a case."""

    data_set: str
    name: str
    source: str
    consent: Text
    text: Text
    colour: str
    reference: str
    at: datetime | None
    records: list[str]
    fault: Text = ""
    correlation: str = ""
    may_ask: bool = True

    @property
    def silent(self) -> bool:
        """Whether asking again may bring an answer: not without a consent that holds."""
        return self.colour == "yellow" and self.may_ask


def lines_of(answers: SystemAnswers, consents: Mapping[Any, ConsentState]) -> list[SourceLine]:
    """Every data set of the service: what was allowed, asked and answered."""
    return [_line(data_set, answers.get(data_set), consent) for data_set, consent in consents.items()]


def _line(data_set: AnyDataSet, answer: Answer[Any] | None, consent: ConsentState) -> SourceLine:
    lang = language()
    text, colour = _outcome(answer, consent)
    return SourceLine(
        data_set=data_set.value,
        name=data_set_name(data_set, lang),
        source=source_name(data_set, lang),
        consent=CONSENTS[consent],
        text=text,
        colour=colour,
        reference=answer.reference if answer else "",
        at=answer.at if answer else None,
        records=[", ".join(_words(record)) for record in (answer.found if answer else ())],
        fault=FAULTS.get(answer.fault, "") if answer else "",
        correlation=answer.correlation if answer else "",
        may_ask=consent is ConsentState.GIVEN,
    )


def _outcome(answer: Answer[Any] | None, consent: ConsentState) -> tuple[Text, str]:
    if answer is not None:
        return OUTCOMES[answer.outcome]
    return (_("Not asked yet"), "yellow") if consent is ConsentState.GIVEN else (_("Not asked"), "grey")


def _words(record: Any) -> Iterator[str]:
    """What a record says, in its own words: names and numbers as the system keeps them, days and codes in ours."""
    for name, value in record_to_plain(record).items():
        if value is None or name in HIDDEN_FIELDS:
            continue
        found = getattr(record, name)
        if (name, value) in CODES:
            yield str(CODES[name, value])
        elif name == "stage":
            yield vocabulary(f"education.{value}")
        elif name == "contracts":
            yield ngettext("%(count)s labour contract", "%(count)s labour contracts", value) % {"count": value}
        else:
            yield write_date(found, language()) if isinstance(found, date) else str(value)
