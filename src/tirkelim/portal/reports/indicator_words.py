"""What the indicators are called, how they are defined, and why some cannot be given. Our words, by WHO's numbers."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

NAMES: Mapping[str, str | Promise] = {}
DEFINITIONS: Mapping[str, str | Promise] = {}
REASONS: Mapping[str, str | Promise] = {}
