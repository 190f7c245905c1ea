"""The grounds of refusal as people read them: of both certificate services (274/2020 ann.2 row 9, ann.6 row 9), of
conformity (503/2016 ann.2 row 9), of licences (59/2020 ann.1 row 9), of levels (283/2020 p.11, p.12, p.19) and
placements (304/2020): the numbers of these two are ours."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.law.messages import catalogue, term
from tirkelim.portal.choices import language

GROUNDS: dict[int, Promise] = {
    1: _("The documents given, or the data in them, are untrue"),
    2: _("The applicant, or the documents and data given, do not meet the requirements of the law"),
    3: _("A state body whose consent is needed gave a negative answer, or a check ended with a negative conclusion"),
    4: _("A court decision in force prohibits the activity"),
    5: _("A court sentence in force takes away a special right connected with the service"),
    6: _("There is no consent to access personal data of restricted access"),
}
"""In our words; the law's own wording stands at the citation."""

NAMED = {"283/2020": "level", "304/2020": "placement"}
"""Acts whose grounds have numbers of our own, and how their words are called in the messages."""
CONFORMITY = "503/2016"
CONFORMITY_GROUNDS: dict[int, Promise] = {
    1: _("The qualification or education does not meet the requirements of the in-demand profession"),
    2: _("The points do not reach the threshold"),
    3: _("Documents, or the data in them, were found untrue"),
}
LICENCE = "59/2020"
LICENCE_GROUNDS: dict[int, Promise] = {
    1: _("A court decision in force suspends or bans the activity, or kinds of it"),
    2: _("The licence fee is not paid"),
    3: _("The applicant does not meet the qualification requirements"),
    4: _("A state body that has to agree gave a negative answer, or permit control ended negatively"),
    5: _("A court has temporarily forbidden a licence to the applicant as a debtor, on a bailiff's submission"),
    6: _("The documents given, or the data in them, were found untrue"),
    7: _("A court decision in force takes the special right from the applicant"),
    8: _("There is no consent to access personal data of restricted access"),
}
OF_ACTS: dict[str, dict[int, Promise]] = {CONFORMITY: CONFORMITY_GROUNDS, LICENCE: LICENCE_GROUNDS}
"""The words of the acts that have their own; the certificate services share theirs."""


def ground_in_words(number: int, act: str = "274/2020") -> str:
    """A ground of the act by its number; a number that the act does not have shows as it is.

    An act that this page does not name brings its own words, as the text ``term.ground.<act>.<number>``.
    """
    key = f"{NAMED[act]}.ground.{number}" if act in NAMED else f"ground.{act}.{number}"
    if f"term.{key}" in catalogue():
        words = term(key, language())
        return words[:1].upper() + words[1:]
    return str(OF_ACTS.get(act, GROUNDS).get(number, number))
