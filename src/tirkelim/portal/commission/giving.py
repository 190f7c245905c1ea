"""Giving commands from this room, and saying in plain words how they ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import Http404

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import CommandIdReused, Done, TimeClosed
from tirkelim.portal.commission.access import Visit
from tirkelim.portal.commission.words import STALE, problem_in_words
from tirkelim.portal.forms import PortalForm
from tirkelim.services.conformity.commission.ground import NotPossible

Form = TypeVar("Form", bound=PortalForm)


def from_form(form: PortalForm, give: Callable[[], Done]) -> Done | None:
    """Give the command of a valid form; what stands against it becomes an error of the form. Raises Http404 where the
    account may not do it."""
    try:
        return give()
    except Denied:
        raise Http404 from None
    except NotPossible as why:
        words = problem_in_words(why.code, why.params)
        form.add_error(why.field if why.field in form.fields else None, words)
    except (CommandIdReused, TimeClosed):
        form.add_error(None, str(STALE))
    return None


def from_button(at: Visit, give: Callable[[], Done], done: str) -> bool:
    """Give the command of a button and say how it ended; returns whether it is done. Raises Http404."""
    try:
        give()
    except Denied:
        raise Http404 from None
    except NotPossible as why:
        messages.warning(at.request, problem_in_words(why.code, why.params))
        return False
    except (CommandIdReused, TimeClosed):
        messages.warning(at.request, str(STALE))
        return False
    messages.success(at.request, done)
    return True
