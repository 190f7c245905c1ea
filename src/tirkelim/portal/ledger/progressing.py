"""The way to the next level as the page shows it: three bars, service, the commission, the ways to close a gap."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.law.finding import Finding, Status
from tirkelim.law.messages import counted, render, term, text, write
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.progress import Part, Progress
from tirkelim.law.order_283_cpd.ways import Gap
from tirkelim.law.period import length_between
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger.judging import in_units
from tirkelim.portal.ledger.lines import sentence
from tirkelim.portal.saying import found_findings
from tirkelim.portal.show import FindingView, Link
from tirkelim.services.cpd.activities import COMMISSION_ROW
from tirkelim.services.cpd.ledger import Shortage, WorkersLedger

chapter_lazy = lazy(lambda name: sentence(term(f"cpd.chapter.{name}", language())), str)
NAMES: dict[Gap, str | Promise] = {
    Gap.TOTAL: gettext_lazy("In all"),
    Gap.FURTHER_EDUCATION: chapter_lazy("further_education"),
    Gap.REST: gettext_lazy("Non-formal education and competencies"),
}


class Bar(NamedTuple):
    """A volume of annex 3. ``found``, ``required`` and ``missing`` are the kernel's quarters of a unit."""

    key: str
    name: str | Promise
    found: Units
    required: Units
    missing: Units
    status: str
    text: str
    short: str
    ways: list[str]

    @property
    def shown(self) -> int:
        """What of the bar is filled: never more than all."""
        return min(self.found, self.required)


class ServiceView(NamedTuple):
    """Service since the level before: `days` of `whole` for the bar, 0 where it is not counted in days."""

    status: str
    text: str
    basis: Link
    gone: str
    days: int
    whole: int


class Ahead(NamedTuple):
    """The way to the next level."""

    level: str
    bars: list[Bar]
    asked: bool
    band: str
    below_band: str
    service: ServiceView | None
    commission: FindingView | None
    findings: list[FindingView]


def ahead_of(held: WorkersLedger) -> Ahead | None:
    """The progress in words; None where there is no level to claim next."""
    progress = held.progress
    if progress is None:
        return None
    lang = language()
    asked = progress.band is not None
    return Ahead(
        level=str(progress.level),
        bars=bars(progress, held.shortages),
        asked=asked,
        band="" if progress.band is None else term(f"cpd.programme_level.{progress.band}", lang),
        below_band=_below(held, progress) if asked else "",
        service=_service(held, progress),
        commission=_commission(held, progress),
        findings=found_findings(progress.findings),
    )


def bars(progress: Progress, shortages: tuple[Shortage, ...] = ()) -> list[Bar]:
    """The three volumes: the parts, then the total."""
    parts = progress.parts
    lang = language()
    closing = {one.gap: [text(way.message, lang, way.params) for way in one.ways] for one in shortages}
    named = ((Gap.TOTAL, parts.total), (Gap.FURTHER_EDUCATION, parts.further_education), (Gap.REST, parts.rest))
    return [_bar(gap, part, closing.get(gap, [])) for gap, part in named]


def _bar(gap: Gap, part: Part, closing: list[str]) -> Bar:
    if part.status is Status.NOT_APPLICABLE:
        words, short = in_units(part.found), ""
    else:
        values = {"found": write(part.found, language()), "required": in_units(part.required)}
        words = _("%(found)s of %(required)s") % values
        short = _("%(units)s more") % {"units": in_units(part.missing)} if part.missing else ""
    return Bar(gap.value, NAMES[gap], part.found, part.required, part.missing, str(part.status), words, short, closing)


def _below(held: WorkersLedger, progress: Progress) -> str:
    """Units of cycles below the programme level, which count to the total alone (reading C18)."""
    rest = held.counted.volume.further_education - progress.parts.further_education.found
    if rest <= 0:
        return ""
    return _("%(units)s of cycles of a lower programme level count to the total only.") % {"units": in_units(rest)}


def _service(held: WorkersLedger, progress: Progress) -> ServiceView | None:
    finding, service = progress.finding(req.SERVICE), progress.service
    if finding is None or service.required_years is None:
        return None
    lang, since = language(), service.since
    view = ServiceView(str(finding.status), render(finding, lang), link_to(finding.requirement.citation), "", 0, 0)
    if since is None or since is UNKNOWN or service.reached_on is None or since > held.day:
        return view
    length, required = write(length_between(since, held.day), lang), counted(service.required_years, "years", lang)
    gone = _("%(length)s of %(required)s") % {"length": length, "required": required}
    whole = (service.reached_on - since).days
    return view._replace(gone=gone, days=min((held.day - since).days, whole), whole=whole)


def _commission(held: WorkersLedger, progress: Progress) -> FindingView | None:
    """The alternative of annex 3, where the worker has been in the commission at all."""
    has_any = any(line.row.criterion == COMMISSION_ROW for line in held.lines)
    finding: Finding | None = progress.finding(req.COMMISSION)
    return found_findings([finding])[0] if has_any and finding is not None else None
