"""Maker of docs/reference/gateway.md: what is said between this system and the state systems, from the code of both."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from reference import page, table
from tirkelim.gateway import contract
from tirkelim.gateway.faults import Fault
from tirkelim.gateway.records import DataSet, HolderDataSet, record_type
from tirkelim.standins.gateway.book import Do

KINDS = {str: "text", bool: "yes or no", int: "whole number", date: "day"}
MEANINGS = {
    Do.FOUND: "What the records say; a sample where they say nothing.",
    Do.NOT_FOUND: "Nothing, whatever the records say.",
    Do.RECORDS: "What the records say: as without a scenario.",
    Do.LATE: "The answer comes after `--late` seconds.",
    Do.DRIP: "Byte by byte, without an end.",
    Do.DOWN: "HTTP 503.",
    Do.REJECT: "HTTP 422.",
    Do.WRONG: "A field that was not agreed.",
    Do.GARBAGE: "A page instead of JSON.",
    Do.HALF: "The connection ends in the middle.",
    Do.SOMEBODY_ELSE: "A whole answer about another person, order or question.",
    Do.CONTRADICTORY: "Two records of one number that differ, or “not found” with records.",
}
FAULTS = {
    Fault.REFUSED: "No connection, or no trust between the two sides.",
    Fault.TIMEOUT: "No whole answer in time.",
    Fault.CUT: "The connection broke off in the middle of an answer.",
    Fault.SERVER_ERROR: "HTTP 429, 500, 502, 503 or 504.",
    Fault.REJECTED: "Any other status but 200; redirects are not followed.",
    Fault.BAD_ANSWER: "Not what was agreed, about somebody else, or at odds with itself.",
    Fault.PAUSED: "It failed several times in a row and is left alone for a while.",
    Fault.NOT_CONNECTED: "No address is set for it.",
}
REPEATED = {Fault.REFUSED, Fault.TIMEOUT, Fault.CUT, Fault.SERVER_ERROR}

TRANSPORT = """## The way

HTTPS with mutual TLS (`TIRKELIM_GATEWAY_CA`, `_CERTIFICATE`, `_KEY`); plain HTTP only on the same machine. Every
request is a `POST` of JSON. Nothing personal stands in an address or in a header. `X-Correlation-Id` is the number
of the question, the same as `correlation` in the body: both sides keep it, the officer and the person see it.
`Idempotency-Key` comes with what is not only asked but done (a message, the beginning of a payment): a system that
gets it twice does it once.

An answer has status 200 and exactly the fields below. Anything else is no answer. **No answer never counts as
"nothing found".**"""

QUESTION = """## A question about a person or an organisation

```json
{
  "correlation": "1f0c…",
  "asked_at": "2026-03-02T10:00:00+05:00",
  "basis": {"kind": "consent", "reference": "id of the consent"},
  "subject": {"scheme": "iin", "value": "…"}
}
```

`basis.kind`: `consent`, with the id of the person's consent; `application`, with the id of the case whose
declaration consents; `notice`, of the registered number alone, to send the person a message. `subject.scheme`:
`iin`, `bin`, or `register`, the id in this register of someone who has no number; a system that finds nobody by
such ids answers with status 422."""

INBOUND = """## Answers by short message

The gateway of short messages brings what comes in to `POST /callbacks/sms/` of this system, with `Authorization:
Bearer` and the secret of `TIRKELIM_SMS_CALLBACK_SECRET`:

```json
{"message": "the operator's id of it", "number": "+7…", "text": "1"}
```

The answer says `outcome`: `yes`, `no`, `not_understood` or `no_question`. 401: another secret; 404: none is set;
422: other fields; 503: to be brought again. The same `message` brought again changes nothing. Yes is 1, ИӘ, ДА,
YES; no is 0, ЖОҚ, НЕТ, NO."""

DEMO = """## The stand-in

`tirkelim gateway-demo --port 8010 --scenarios FILE` serves all systems at one address. `--tls FOLDER` makes an
authority and certificates there and speaks mutual TLS; `--callback ADDRESS --secret SECRET` is where answers by
message are brought; `--late SECONDS` is how late a late answer is. It prints the settings to start the system
with. `/telephone` shows the messages and answers them, `/bank/…` is the page on which an order is paid. Nothing is
kept.

A scenario file:

```json
{
  "records": {"assessment": {"iin:…": [{"specialty": "…", "passed": true, "assessed_on": "2025-07-10",
                                        "organisation": "…", "number": "A-1"}]},
              "mobile_citizens": {"iin:…": ["+77010000000"]}},
  "scenarios": [{"source": "bans", "subject": "iin:…", "do": "down", "times": 2},
                {"source": "employment", "do": "late"}]
}
```

The first scenario that fits counts; `times` uses it up. While it runs: `POST /control/scenarios` (a list in place
of all), `POST /control/book` (an object like the file), `POST /control/reply` (`number`, `text`: a message comes
in), `GET /control/asked` (every request so far, without whom it was about)."""


def gateway_page() -> str:
    """The whole contract, and how the stand-in breaks it."""
    note = (
        "What is said between this system and the state systems. The formats of the real systems are not published: "
        "this is ours, to be spoken by an adapter of each system or changed in `src/tirkelim/gateway/contract.py`."
    )
    return page("State systems", note, TRANSPORT, QUESTION, _answer(), _systems(), *_records(), _others(), INBOUND,
                _faults(), DEMO, _scenarios())  # fmt: skip


def _answer() -> str:
    return (
        "## Its answer\n\n"
        + _model(contract.Said)
        + (
            "\n\n`correlation` and `subject` are those of the question. `outcome` is `found` with records, or "
            "`not_found` without."
        )
    )


def _systems() -> str:
    rows = (
        (
            f"`{name}`",
            f"`TIRKELIM_GATEWAY_{name.upper()}_URL`",
            ", ".join(f"`{contract.VERSION}/{port}`" for port in ports),
        )
        for name, ports in contract.SYSTEMS.items()
    )
    return "## The systems\n\n" + table(("system", "setting of its address", "paths"), rows)


def _records() -> list[str]:
    blocks = []
    for data_set in (*DataSet, *HolderDataSet):
        kind = record_type(data_set)
        hints = typing.get_type_hints(kind)
        rows = [
            (
                f"`{one.name}`",
                _kind(data_set, one.name, hints[one.name]),
                "" if one.default is MISSING else "may be left out",
            )
            for one in fields(kind)
        ]
        key = contract.KEYS.get(data_set)
        unique = f"\n\nTwo records of one `{key}` that differ contradict each other.\n" if key else ""
        text = " ".join((kind.__doc__ or "").split()).replace("`None`", "`null`").replace(" None", " null")
        blocks.append(f"## Records of `{data_set.value}`\n\n{text}\n\n" + table(("field", "kind", ""), rows) + unique)
    return blocks


def _kind(owner: str, name: str, hint: Any) -> str:
    codes = contract.CODES.get((owner, name))
    if codes:
        return ", ".join(f"`{code}`" for code in sorted(codes))
    parts = typing.get_args(hint) or (hint,)
    words = KINDS[next(part for part in parts if part is not types.NoneType)]
    return f"{words} or null" if types.NoneType in parts else words


def _others() -> str:
    return "\n\n".join((
        "## The other systems",
        "`mobile_citizens` is asked like a data set; its answer has `number` in place of `records`.\n\n"
        + _model(contract.SaidNumber),
        "`sms` is sent `correlation`, `number`, `text`.\n\n" + _model(contract.Taken),
        "`payments` is sent `correlation`, `order`, `tenge` (text with a point), `purpose`, `return_to`.\n\n"
        + _model(contract.Begun),
        "`payments/state` is sent `correlation`, `order`.\n\n" + _model(contract.PaymentState),
        "`payment`:\n\n" + _model(contract.Paid),
    ))  # fmt: skip


def _model(kind: type[contract._Message]) -> str:
    schema = kind.model_json_schema()
    rows = ((f"`{name}`", _shape(one)) for name, one in schema["properties"].items())
    return table(("field", "kind"), rows)


def _shape(one: dict[str, Any]) -> str:
    """A field of a message in words."""
    if "anyOf" in one:
        return " or ".join(_shape(part) for part in one["anyOf"])
    if "$ref" in one:
        return f"an object: {one['$ref'].rpartition('/')[2]}"
    if "const" in one or "enum" in one:
        return ", ".join(f"`{value}`" for value in one.get("enum", [one.get("const")]))
    names = {"uuid": "id", "date-time": "moment with its offset"}
    kinds = {"string": "text", "null": "null", "array": "list of objects"}
    words = names.get(one.get("format", ""), kinds.get(one.get("type", ""), one.get("type", "")))
    return f"{words} like `{one['pattern']}`".replace("|", "\\|") if "pattern" in one else words


def _faults() -> str:
    rows = ((f"`{fault.value}`", FAULTS[fault], "yes" if fault in REPEATED else "no") for fault in Fault)
    return "## No answer\n\nWhat is kept of a question that was not answered:\n\n" + table(
        ("fault", "what happened", "tried again at once"), rows
    )


def _scenarios() -> str:
    return "### What it can do\n\n" + table(("`do`", "the answer"), ((f"`{do.value}`", MEANINGS[do]) for do in Do))
