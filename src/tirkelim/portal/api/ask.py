"""``POST /api/v1/ask/{question}`` and ``GET /api/v1/questions``: the kernel's questions; nothing is stored."""

from __future__ import annotations

import inspect

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tirkelim.identity.signin import client_address
from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.facts import schema
from tirkelim.law.ask.registry import Question, ask, questions
from tirkelim.law.ask.stream import load_json
from tirkelim.portal.api.limits import LARGEST_BODY, BodyTooLarge, Counted, read_body
from tirkelim.portal.api.reply import refuse, refuse_facts, reply

counted = Counted()


def answer(request: HttpRequest, question: str) -> HttpResponse:
    """The answer to one question: 200, or 404, 413, 422, 429 with ``errors``."""
    wait = counted.seconds_to_wait(client_address(request), settings.ASK_PER_MINUTE)
    if wait:
        limit = {"limit": settings.ASK_PER_MINUTE, "seconds": wait}
        return refuse(429, "too_many_requests", headers={"Retry-After": str(wait)}, **limit)
    if question not in questions():
        return refuse(404, "question_not_known", "question")
    try:
        facts = load_json(read_body(request).decode("utf-8"))
        return reply(ask(question, facts).as_json())
    except BodyTooLarge:
        return refuse(413, "body_too_large", limit=LARGEST_BODY)
    except UnicodeDecodeError:
        return refuse(422, "not_utf8")
    except FactErrors as bad:
        return refuse_facts(bad)


def refuse_method(allowed: str) -> HttpResponse:
    """405: the address exists, but not for this method."""
    return refuse(405, "method_not_allowed", headers={"Allow": allowed}, allowed=allowed)


def list_questions(request: HttpRequest) -> HttpResponse:
    """Every question with its meaning, the places of law it rests on, and the facts it takes (JSON Schema)."""
    listed = [
        {
            "question": one.name,
            "meaning": meaning(one),
            "citations": [str(citation) for citation in one.citations],
            "href": f"/api/v1/ask/{one.name}",
            "facts": schema(one.facts),
        }
        for one in questions().values()
    ]
    return reply({"questions": listed})


def meaning(question: Question) -> str:
    """What the question answers, in English: the rule's own description."""
    return inspect.cleandoc(question.answer.__doc__ or "").replace("``", "`")


def meaning_of_facts(question: Question) -> str:
    """What the facts are, in English: the description of their class."""
    return inspect.cleandoc(question.facts.__doc__ or "").replace("``", "`")


def one_line(text: str) -> str:
    """The first sentence of a description."""
    first: str = text.partition("\n\n")[0].replace("\n", " ")
    return first
