"""The interface put together: its addresses and its OpenAPI document.

No account, no session, no cookie, so no forgery to guard against. There is no interactive page of documentation: the
usual ones fetch their scripts from elsewhere. ``/api/v1/openapi.json`` feeds any tool.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from tirkelim.law.ask.registry import Question, questions
from tirkelim.portal.api import ask
from tirkelim.portal.api.classifiers import describe as classifiers
from tirkelim.portal.api.describe import SHARED, described, described_list, summary
from tirkelim.portal.check import api as check_api
from tirkelim.portal.licence_register import api as licence_api

PREFIX = "api/v1/"
ABOUT = (
    "Every rule of the register can be asked on its own: facts in, the answer out, with each requirement examined, "
    "the paragraph it rests on, and the edition used. Nothing is stored, no account is needed. The advisor's pages "
    "and `tirkelim ask` put the same questions. Only the department's decision has legal force."
)
OTHERS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Interface(NinjaAPI):
    """django-ninja's interface with the schemas that all questions share."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The OpenAPI document, with the shared schemas among its components."""
        document = super().get_openapi_schema(**where)
        document.setdefault("components", {}).setdefault("schemas", {}).update(SHARED)
        return document


def build() -> Interface:
    """The interface with one documented path a question."""
    api = Interface(
        title="Tirkelim",
        version="1",
        description=ABOUT,
        docs_url=None,
        urls_namespace="api-v1",
        openapi_extra={"info": {"license": {"name": "Apache-2.0"}}},
    )
    check_api.add_to(api.default_router)
    classifiers.add_to(api.default_router)
    licence_api.add_to(api.default_router)
    api.default_router.add_api_operation(
        "/questions", ["GET"], ask.list_questions, url_name="questions", operation_id="questions",
        summary="The questions", openapi_extra=described_list(), tags=["questions"],
    )  # fmt: skip
    for question in questions().values():
        _add(api, question)
    api.default_router.add_api_operation(
        "/ask/{question}", ["POST", *OTHERS], _unknown, include_in_schema=False, url_name="ask"
    )
    return api


def _add(api: Interface, question: Question) -> None:
    path = f"/ask/{question.name}"
    api.default_router.add_api_operation(
        path, ["POST"], _view(question.name), operation_id=question.name.replace(".", "_"), summary=summary(question),
        openapi_extra=described(question), tags=[question.name.partition(".")[0]], url_name=f"ask.{question.name}",
    )  # fmt: skip
    api.default_router.add_api_operation(
        path, OTHERS, _wrong_method, include_in_schema=False, url_name=f"not.{question.name}"
    )


def _view(name: str) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return ask.answer(request, name)

    return view


def _unknown(request: HttpRequest, question: str) -> HttpResponse:
    return ask.answer(request, question)


def _wrong_method(request: HttpRequest) -> HttpResponse:
    return ask.refuse_method("POST")


api = build()


def openapi_page() -> str:
    """The text of docs/reference/openapi.json."""
    document = api.get_openapi_schema(path_prefix=PREFIX)
    return json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"
