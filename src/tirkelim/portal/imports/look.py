"""Small things that several pages of the room show."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.national.models import ImportRun
from tirkelim.portal.show import Link, Text


def crumbs(title: Text, run: ImportRun | None = None) -> list[Link]:
    """The way from the list to here."""
    found = [Link(_("Import"), reverse("imports"))]
    if run is not None:
        found.append(Link(run.file_name, reverse("imports_run", args=[run.id])))
    return [*found, Link(title, "")]
