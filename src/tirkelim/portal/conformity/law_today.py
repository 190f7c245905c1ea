"""What the law says of an application of a day: which wording decides it, or why none does; the practice edition."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from tirkelim.cases.registry import service
from tirkelim.law.book import current_book
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import SERVICE
from tirkelim.portal.law_pages import edition_in_words, order_in_words
from tirkelim.portal.wording import day_in_words
from tirkelim.services.conformity.editions import edition_on, is_practice


class LawAnswer(NamedTuple):
    """What the law says of a day: one of in_force, repealed, before_held, before_act, in a headline and a text.

    ``practice``: the demo's practice edition is in force beside, so that an application can be begun all the same.
    """

    key: str
    headline: str
    text: str
    edition: str = ""
    practice: bool = False

    @property
    def can_begin(self) -> bool:
        """Whether an application of the day can be made here."""
        return self.key == "in_force" or self.practice


def law_on(day: date) -> LawAnswer:
    """What the law says of an application of the day."""
    practice = is_practice(edition_on(service(SERVICE).book(), day))
    try:
        edition = current_book().edition(ACT, day)
    except NotInForce as out:
        return _out(out, day)._replace(practice=practice)
    words = _("On this day the wording of order %(by)s was in force: an application of this day is decided by it.")
    return LawAnswer(
        "in_force",
        _("%(day)s: the order was in force") % {"day": _day(day)},
        words % {"by": order_in_words(edition.by)},
        edition_in_words(edition),
    )


def _out(out: NotInForce, day: date) -> LawAnswer:
    said = {"day": _day(day), "boundary": _day(out.boundary) if out.boundary else "", "act": ACT}
    if out.reason == "repealed":
        said["by"] = order_in_words(out.by or "")
        headline = _("%(day)s: order %(act)s is repealed") % said
        text = _(
            "Order %(by)s repealed it; its last day in force was %(boundary)s. Nobody can apply under it since then. "
            "Certificates that were given under it run to the end of their term, and are served until then."
        )
        return LawAnswer("repealed", headline, text % said, _held())
    if out.reason == "before_held":
        headline = _("%(day)s: the wording of that day is not held here") % said
        text = _(
            "The service existed, but only the wording since %(boundary)s is held here. An application of that day is "
            "decided by hand: no points and no terms are applied back."
        )
        return LawAnswer("before_held", headline, text % said, _held())
    text = _("The order began on 1 January 2017. Before that day the service did not exist.")
    return LawAnswer("before_act", _("%(day)s: the service did not exist yet") % said, text)


def _held() -> str:
    """The wording that is held, with its days."""
    return "; ".join(edition_in_words(edition) for edition in current_book().editions_of(ACT))


def practice_on(day: date) -> bool:
    """Whether an application of the day would be decided by the demo's practice edition."""
    return is_practice(edition_on(service(SERVICE).book(), day))


def can_begin(day: date) -> bool:
    """Whether an application of the day can be made here, by the law or by the practice edition."""
    return isinstance(edition_on(service(SERVICE).book(), day), Edition)


def _day(day: date) -> str:
    return day_in_words(day, language())
