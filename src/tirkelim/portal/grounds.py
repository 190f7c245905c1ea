"""The grounds of refusal as people read them: of both certificate services (274/2020 ann.2 row 9, ann.6 row 9), and of
levels (283/2020 p.11, p.12, p.19; these numbers are ours)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUNDS: dict[int, Promise] = {
    1: _("The documents given, or the data in them, are untrue"),
    2: _("The applicant, or the documents and data given, do not meet the requirements of the law"),
    3: _("A state body whose consent is needed gave a negative answer, or a check ended with a negative conclusion"),
    4: _("A court decision in force prohibits the activity"),
    5: _("A court sentence in force takes away a special right connected with the service"),
    6: _("There is no consent to access personal data of restricted access"),
}
"""In our words; the law's own wording stands at the citation."""

LEVEL_GROUNDS: dict[int, Promise] = {
    1: _("There is no health education with a diploma of the level"),
    2: _("There is no positive result of the assessment of professional preparedness for the level"),
    3: _("It is not shown that the labour functions of the level are performed"),
    4: _("The results of continuous professional development are not confirmed, or not enough for the level"),
    5: _("The order of levels is not kept, or service since the previous level is too short"),
    6: _("A document does not meet its requirements"),
}
"""The grounds on which a level is refused."""


def ground_in_words(number: int, act: str = "274/2020") -> str:
    """A ground of the act by its number; a number that the act does not have shows as it is."""
    grounds = LEVEL_GROUNDS if act == "283/2020" else GROUNDS
    return str(grounds.get(number, number))
