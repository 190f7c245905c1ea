"""What stands in anyone's way on a page, as axe finds it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page) -> None:
    """No axe violations, and nothing wider than the screen; of the page that is there now, with its styles."""
    page.wait_for_load_state("networkidle")  # a click may still be on its way to the next page
    found = Axe().run(page).response["violations"]
    lines = [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')}" for one in found for node in one["nodes"]
    ]
    assert not lines, f"{page.url}\n" + "\n".join(lines)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{page.url}: {wide} pixels wide"  # type: ignore[index]
