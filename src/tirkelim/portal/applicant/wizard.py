"""What the pages of an application need to know of its service; which services there are stands in ``services.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.law.citation import Citation
from tirkelim.portal.applicant.answers import specialty_of
from tirkelim.portal.applicant.draft import Page
from tirkelim.portal.applicant.prefill import Suggestion
from tirkelim.portal.applicant.rows import RowPage
from tirkelim.portal.choices import language
from tirkelim.portal.show import Row
from tirkelim.register.models import Scheme
from tirkelim.register.queries import Profile

Text = str | Promise


class Words(NamedTuple):
    """What a service is called on the pages, and what differs in its sentences.

    ``office``: who decides; ``truth``: what is signed; ``would_hold`` names the ``%(day)s`` to which the result would
    run if it were given today; ``result``: what one gets in the end.
    """

    title: Text
    office: Text
    truth: Text
    declared: Text = gettext_lazy("you")
    granted: Text = gettext_lazy("The certificate is granted")
    refused: Text = gettext_lazy("The certificate is refused")
    download: Text = gettext_lazy("Download the certificate (PDF)")
    would_hold: Text = gettext_lazy(
        "Every requirement is met. Decided today, the certificate would be valid up to and including %(day)s."
    )
    result: Text = gettext_lazy(
        "You get a certificate with a QR code, or a refusal with every reason and the paragraph it rests on."
    )


class Hint(NamedTuple):
    """A sentence beside an offer, and the page that it leads to."""

    text: Text
    page: str
    link: Text


class Offer(NamedTuple):
    """How the cabinet offers a service: for whom it is, and the button that begins an application."""

    title: Text
    text: Text
    button: Text
    hints: tuple[Hint, ...] = ()


class Consents(NamedTuple):
    """What is taken from state systems with the applicant's consent, and the sentences about it.

    ``before``: the parts that tell which data are needed, so that they come first; ``first`` says so. ``ground``: of
    the refusal where a consent is missing. ``reasons``: what each data set is needed for. ``clear``: nothing was found
    against the applicant. ``no_number``: no telephone number is known to which a code could be sent.
    """

    before: tuple[str, ...]
    needed: Callable[[Weighed], tuple[DataSet, ...]]
    reasons: Mapping[DataSet, Text]
    ground: Citation
    asked: Text
    code: Text
    telephone: Text
    first: Text
    clear: Text
    no_number: Text


def who_applies(case: Case, profile: Profile) -> list[Row]:
    """The person, as the register has them."""
    name = profile.facts.name(language()) if profile.facts else "–"
    iin = profile.identifier(Scheme.IIN)
    return [Row(_("Full name"), name), *([Row(_("Individual identification number (IIN)"), iin)] if iin else [])]


def nothing_known(page: str, profile: Profile, case: Case) -> dict[str, str]:
    """For a service whose questions the register cannot answer."""
    return {}


def nothing_suggested(key: str, profile: Profile, case: Case) -> list[Suggestion]:
    """The same for the rows of its lists."""
    return []


def all_asked(case: Case, today: date) -> Mapping[str, Text]:
    """For a service that asks everybody everything."""
    return {}


class Wizard(NamedTuple):
    """The pages of one service.

    ``kinds``: documents that can be attached; ``consents``: None where no
    state system is asked. ``rights``: the right that stands in this service for one of the cabinet's (those not named
    stay as they are); ``entry``: the right without which nobody enters; ``spared``: pages that are not asked, each with
    the reason; ``known``, ``suggestions``: what the register knows of a page or a list; ``head``: what it has already,
    such as the name and the office, as the first lines of the form; ``subject``: what an application is about, in a few
    words; ``facts``: the names of the facts of a decision, by path; ``offer``: None where it begins elsewhere.
    """

    service: str
    words: Words
    pages: Mapping[str, Page]
    order: tuple[str, ...]
    lists: Mapping[str, RowPage] = {}
    kinds: tuple[str, ...] = ()
    consents: Consents | None = None
    precheck: Callable[[Case, datetime], Weighed] = weigh
    known: Callable[[str, Profile, Case], dict[str, str]] = nothing_known
    suggestions: Callable[[str, Profile, Case], list[Suggestion]] = nothing_suggested
    head: Callable[[Case, Profile], list[Row]] = who_applies
    spared: Callable[[Case, date], Mapping[str, Text]] = all_asked
    subject: Callable[[Case], str] = specialty_of
    facts: Mapping[str, Text] = {}
    offer: Offer | None = None
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
