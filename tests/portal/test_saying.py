"""Values of stored decisions in the words of the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from tirkelim.portal.saying import value_in_words


@pytest.mark.parametrize(("language", "words"), [("kk", "4 жыл"), ("ru", "4 года"), ("en", "4 years")])
def test_a_stored_length_of_time_speaks_the_readers_language(language: str, words: str) -> None:
    with translation.override(language):
        assert value_in_words({"years": 4, "months": 0, "days": 0}).replace("\u00a0", " ") == words
