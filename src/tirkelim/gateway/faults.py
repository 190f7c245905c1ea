"""The kinds of failure of a state system, as they are kept with a question that was not answered."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Why a source did not answer. The kind only: never what was asked, never what came back."""

    REFUSED = "refused"  # no connection, or none that both sides trust
    TIMEOUT = "timeout"  # no answer, or no whole answer, in time
    CUT = "cut"  # the connection broke off in the middle of an answer
    SERVER_ERROR = "server_error"  # the system says that it cannot answer now
    REJECTED = "rejected"  # the system does not accept the question
    BAD_ANSWER = "bad_answer"  # not what was agreed, about somebody else, or at odds with itself
    PAUSED = "paused"  # it failed several times: it is left alone for a while
    NOT_CONNECTED = "not_connected"  # this installation has no such system
