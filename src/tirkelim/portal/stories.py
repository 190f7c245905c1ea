"""What the page "what to try" tells: one story a journey. Whoever loads demo data registers the source of stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise

Text = str | Promise


class Story(NamedTuple):
    """A thing to try: what it shows, how to do it, whom to sign in as (demo name and password), where to begin.

    Stories of one ``group`` stand together under its words.
    """

    title: Text
    text: Text
    steps: Sequence[Text] = ()
    login: str = ""
    password: str = ""
    href: str = ""
    link: Text = ""
    group: Text = ""


_sources: list[Callable[[], Sequence[Story]]] = []


def add_source(source: Callable[[], Sequence[Story]]) -> None:
    """Register a function that gives stories; it is asked at each showing. Registering it again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def stories() -> list[Story]:
    """All stories, in the order of their sources."""
    return [story for source in _sources for story in source()]


def grouped_stories() -> list[tuple[Text, list[Story]]]:
    """All stories by their groups; groups in the order in which they first appear."""
    groups: dict[str, tuple[Text, list[Story]]] = {}
    for story in stories():
        groups.setdefault(str(story.group), (story.group, []))[1].append(story)
    return list(groups.values())
