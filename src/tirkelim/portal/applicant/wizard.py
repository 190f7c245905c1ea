"""What the pages of an application need to know of its service; which services there are stands in ``services.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.portal.applicant.draft import Page
from tirkelim.portal.applicant.prefill import Suggestion
from tirkelim.portal.applicant.rows import RowPage
from tirkelim.portal.show import Row
from tirkelim.register.queries import Profile

Text = str | Promise


class Words(NamedTuple):
    """What a service is called on the pages, and what differs in its sentences."""

    title: Text
    consent: Text
    code: Text
    telephone: Text
    office: Text
    truth: Text
    first: Text
    declared: Text
    clear: Text
    no_number: Text


class Wizard(NamedTuple):
    """The pages of one service.

    ``rights``: the right that stands in this service for one of the cabinet's (those not named stay as they are);
    ``entry``: the right without which nobody enters; ``spared``: pages that are not asked, each with the reason;
    ``reasons``: what each data set is needed for; ``known``, ``suggestions``: what the register knows of a page or a
    list; ``head``: what it has already, such as the name and the office, as the first lines of the form.
    """

    service: str
    pages: Mapping[str, Page]
    lists: Mapping[str, RowPage]
    order: tuple[str, ...]
    before_consent: tuple[str, ...]
    kinds: tuple[str, ...]
    applicant: Applicant
    words: Words
    reasons: Mapping[DataSet, Text]
    precheck: Callable[[Case, datetime], Weighed]
    needed: Callable[[Weighed], tuple[DataSet, ...]]
    known: Callable[[str, Profile, Case], dict[str, str]]
    suggestions: Callable[[str, Profile, Case], list[Suggestion]]
    head: Callable[[Case, Profile], list[Row]]
    spared: Callable[[Case, date], Mapping[str, Text]]
    rights: Mapping[str, str] = {}
    entry: str = "case.draft"

    def right(self, action: str) -> str:
        """The right that an action needs in this service."""
        return self.rights.get(action, action)

    def title_of(self, key: str) -> Text:
        """What a part is called."""
        return self.pages[key].title if key in self.pages else self.lists[key].title

    def missing(self, case: Case, today: date, keys: tuple[str, ...] | None = None) -> list[str]:
        """The parts that do not make sense yet, among these or all."""
        data: Mapping[str, Any] = case.draft.data
        spared = self.spared(case, today)
        asked = [key for key in (self.order if keys is None else keys) if key not in spared]
        return [key for key in asked if (data.get(key) or {}).get("clean") is None]
