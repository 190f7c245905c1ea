"""What the register says against a form stands beside the box that it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms

from tirkelim.journal.change import CommandIdReused
from tirkelim.journal.temporal import Stale
from tirkelim.portal.forms import Text
from tirkelim.portal.writing import NOT_TAKEN, Telling, is_written
from tirkelim.register.commands.writing import Invalid, NotFound

TELLING = Telling({"too_late": "Choose an earlier day"}, "Look once more", {"valid_to": "last_day"})


class Ask(forms.Form):
    """One box, of another name than the register's."""

    last_day = forms.CharField()


def refusing(fault: Exception) -> Callable[[], None]:
    def write() -> None:
        raise fault

    return write


def test_a_right_form_is_written() -> None:
    written: list[str] = []
    assert is_written(Ask({"last_day": "1"}), lambda: written.append("it"), TELLING)
    assert written == ["it"]


def test_a_wrong_form_is_not_tried() -> None:
    assert not is_written(Ask({}), refusing(AssertionError()), TELLING)


@pytest.mark.parametrize(
    ("field", "reason", "box", "words"),
    [
        ("valid_to", "too_late", "last_day", "Choose an earlier day"),
        ("last_day", "too_late", "last_day", "Choose an earlier day"),
        ("holder", "too_late", "__all__", "Choose an earlier day"),
        ("valid_to", "unheard_of", "last_day", NOT_TAKEN),
    ],
)
def test_each_reason_stands_beside_its_box(field: str, reason: str, box: str, words: Text) -> None:
    form = Ask({"last_day": "1"})
    assert not is_written(form, refusing(Invalid({field: reason})), TELLING)
    assert form.errors == {box: [str(words)]}


@pytest.mark.parametrize("fault", [CommandIdReused("c"), Stale(), NotFound()])
def test_something_that_came_first_is_told_over_the_form(fault: Exception) -> None:
    form = Ask({"last_day": "1"})
    assert not is_written(form, refusing(fault), TELLING)
    assert form.errors == {"__all__": ["Look once more"]}
