"""Stories of levels: every way to one, decided by an officer on the kernel's findings."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.portal.stories import Story, Text


def stories(named: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, all of one group."""
    told = (
        signed_in(
            _("Certificate and level in one application"),
            _("A certificate is confirmed and a level is asked for. A refused level does not refuse the certificate."),
            (
                _("Grant both to %(name)s.") % {"name": named["tomiris"]},
                _("%(name)s lacks units: grant the certificate and refuse the level, then read the refusal.")
                % {"name": named["meruert"]},
            ),
            "officer",
            "desk",
        ),
        signed_in(
            _("Give a level"),
            _("Each claim rests on another paragraph. The page says which, and what it found."),
            _claims(named),
            "officer",
            "desk",
        ),
        signed_in(
            _("Ask for a level"),
            _("Before sending, a nurse reads which requirements are met and what is still missing."),
            (),
            "dina",
            "levels",
        ),
    )
    return tuple(story._replace(group=_("Levels")) for story in told)


def _claims(named: Mapping[str, str]) -> tuple[Text, ...]:
    return (
        _("%(name)s: the next level of a surgeon, all four conditions of p.12 met.") % {"name": named["rustem"]},
        _("%(name)s: too few units and too short a service. The refusal says how much is missing.")
        % {"name": named["inkar"]},
        _("%(name)s: the first level after residency, without service and units (p.17).") % {"name": named["timur"]},
        _("%(name)s: a highest category without a term, no assessment needed (p.19).") % {"name": named["vera"]},
        _("%(name)s: a nurse with a new diploma keeps her step on another track (p.19).") % {"name": named["laura"]},
        _("%(name)s: a specialisation. Record which specialty is its main one (p.18).") % {"name": named["ruslan"]},
        _("%(name)s: level 8 by experience in management. Only your own finding can carry it.")
        % {"name": named["askar"]},
    )
