"""Puts the service into the system: in real life these lines stand in conf/wiring.py."""

from __future__ import annotations

from pathlib import Path

from tests.tiny_service.desk import DESK
from tests.tiny_service.pages import PAGES
from tests.tiny_service.result import PERMISSION
from tests.tiny_service.service import CourseService

from tirkelim.cases import registry
from tirkelim.documents import forms
from tirkelim.law.messages import add_texts
from tirkelim.portal.applicant import services as applied_for
from tirkelim.portal.desk import services as desk

COURSE = CourseService()


def wire() -> None:
    """Make the service known: to the engine, to the applicant's pages, to the desk; its texts and its document."""
    registry.register(COURSE)
    applied_for.add(PAGES)
    desk.add(DESK)
    forms.add(PERMISSION)
    add_texts(Path(__file__).parent / "texts.toml")
