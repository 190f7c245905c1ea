"""The days on which the demo region is tried."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

WORKING_DAY = datetime(2026, 9, 16, 6, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
HOLIDAY = datetime(2026, 12, 16, 6, 0, tzinfo=UTC)
"""Independence Day."""
BEGINNING_OF_A_MONTH = datetime(2026, 10, 2, 6, 0, tzinfo=UTC)
"""A working day on which last month's report is not due yet."""
DAYS = (WORKING_DAY, SATURDAY, HOLIDAY, BEGINNING_OF_A_MONTH)


def loaded_on(*days: datetime) -> pytest.MarkDecorator:
    """The days on which a test reads the region. Those of one day stand together, so that it is loaded once."""
    return pytest.mark.parametrize("region", days, ids=lambda day: f"{day:%d.%m}", indirect=True, scope="package")
