"""The answers of the stand-in: to a request by a scenario, the JSON of the contract or what breaks it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tirkelim.standins.gateway.book import Asked, Book, Do, Message, Payment
from tirkelim.standins.gateway.samples import NUMBER, OPPOSITES, SAMPLES

SOURCES = frozenset(SAMPLES)
OTHERS = ("mobile_citizens", "sms", "payments", "payments/state")
NOBODY = "00000000-0000-4000-8000-000000000000"


def subject_of(body: dict[str, Any]) -> str:
    """Whom a request is about, as scenarios name it; "" where it is about nobody."""
    subject = body.get("subject") or {}
    return f"{subject.get('scheme')}:{subject.get('value')}" if subject else ""


def noted(book: Book, source: str, body: dict[str, Any], key: str) -> Do:
    """How a request is answered; it is remembered."""
    subject = subject_of(body)
    do = book.do(source, subject)
    basis = body.get("basis") or {}
    correlation, reference = str(body.get("correlation", "")), str(basis.get("reference", ""))
    book.note(Asked(source, subject, correlation, str(basis.get("kind", "")), reference, key, do.value))
    return do


def answer(book: Book, source: str, body: dict[str, Any], key: str, do: Do, base: str) -> dict[str, Any]:
    """The answer to a request that gets one. ``base``: the address of the stand-in. Raises KeyError for a request that
    is not of the contract."""
    if source in SOURCES:
        return _broken(source, _said(book, source, body, do), do)
    if source == "mobile_citizens":
        return _broken(source, _number(book, body, do), do)
    if source == "sms":
        return _broken(source, _taken(book, body, key), do)
    if source == "payments":
        return _broken(source, _begun(book, body, base), do)
    return _broken(source, _payment(book, body), do)


def _said(book: Book, source: str, body: dict[str, Any], do: Do) -> dict[str, Any]:
    records = [] if do is Do.NOT_FOUND else book.held(source, subject_of(body))
    if do in (Do.FOUND, Do.WRONG, Do.CONTRADICTORY) and not records:
        records = [dict(SAMPLES[source])]
    return _about(source, body) | {"outcome": "found" if records else "not_found", "records": records}


def _number(book: Book, body: dict[str, Any], do: Do) -> dict[str, Any]:
    numbers = [] if do is Do.NOT_FOUND else book.held("mobile_citizens", subject_of(body))
    if do in (Do.FOUND, Do.CONTRADICTORY) and not numbers:
        numbers = [NUMBER]
    number = numbers[0] if numbers else None
    return _about("mobile_citizens", body) | {"outcome": "found" if number else "not_found", "number": number}


def _about(source: str, body: dict[str, Any]) -> dict[str, Any]:
    reference = f"{source}-{str(body['correlation'])[:8]}"
    return {"correlation": body["correlation"], "subject": dict(body["subject"]), "reference": reference}


def _taken(book: Book, body: dict[str, Any], key: str) -> dict[str, Any]:
    with book.lock:
        before = next((one for one in book.messages if one.key == key), None)
        if before is None:
            before = Message(f"m{len(book.messages) + 1}-{key[:8]}", str(body["number"]), str(body["text"]), key)
            book.messages.append(before)
    return {"correlation": body["correlation"], "outcome": "taken", "message": before.id}


def _begun(book: Book, body: dict[str, Any], base: str) -> dict[str, Any]:
    order = str(body["order"])
    with book.lock:
        made = Payment(order, str(body["tenge"]), str(body["purpose"]), str(body["return_to"]))
        book.payments.setdefault(order, made)
    begun = {"correlation": body["correlation"], "order": order, "outcome": "begun", "reference": f"pay-{order[:8]}"}
    return begun | {"page": f"{base}/bank/{order}"}


def _payment(book: Book, body: dict[str, Any]) -> dict[str, Any]:
    order = str(body["order"])
    held = book.payments.get(order)
    paid = None
    if held is not None and held.paid_at:
        paid = {"reference": f"BANK-{order}", "tenge": held.tenge, "paid_at": held.paid_at}
    said = {"correlation": body["correlation"], "order": order, "reference": f"pay-{order[:8]}"}
    return said | {"outcome": "paid" if paid else "not_paid", "payment": paid}


def pay(book: Book, order: str) -> None:
    """Pay an order at the stand-in bank; a second time changes nothing. Raises KeyError."""
    with book.lock:
        held = book.payments[order]
        held.paid_at = held.paid_at or datetime.now(UTC).isoformat()


def _broken(source: str, said: dict[str, Any], do: Do) -> dict[str, Any]:
    """The answer as the scenario wants it."""
    if do is Do.WRONG:
        return _wrong(said)
    if do is Do.SOMEBODY_ELSE:
        return _of_another(said)
    return _contradictory(source, said) if do is Do.CONTRADICTORY else said


def _wrong(said: dict[str, Any]) -> dict[str, Any]:
    if said.get("records"):
        return said | {"records": [{**said["records"][0], "specialty_name": "?"}]}
    return {**said, "surprise": True}


def _of_another(said: dict[str, Any]) -> dict[str, Any]:
    if "subject" in said:
        return said | {"subject": {"scheme": "register", "value": NOBODY}}
    if "order" in said:
        return said | {"order": NOBODY}
    return said | {"correlation": NOBODY}


def _contradictory(source: str, said: dict[str, Any]) -> dict[str, Any]:
    if source in OPPOSITES:
        first = said["records"][0]
        return said | {"records": [first, first | OPPOSITES[source]]}
    opposite = {"found": "not_found", "paid": "not_paid", "not_paid": "paid", "taken": "refused", "begun": "refused"}
    return said | {"outcome": opposite.get(str(said["outcome"]), "found")}
