"""NCALayer beside a browser of a test: what the person at its window does next, and what the page said to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect
from tests.portal.signing.signers import Signers

from tirkelim.standins.authority import Key, sign_cms
from tirkelim.standins.ncalayer.protocol import GREETING, Failed, SignRequest, answer

ADDRESS = "wss://127.0.0.1:13579/"
Act = Callable[[SignRequest], bytes | None]


class NCALayer:
    """The program on the computer of whoever sits at the browser."""

    def __init__(self, page: Page, signers: Signers) -> None:
        self.page, self.signers = page, signers
        self.runs = True
        self.greeting = GREETING
        self.asked: list[SignRequest] = []
        self._act: Act | None = None
        page.route_web_socket(ADDRESS, self._connected)

    def _connected(self, socket: WebSocketRoute) -> None:
        if not self.runs:
            socket.close()
            return
        socket.on_message(lambda message: self._answer(socket, str(message)))
        socket.send(self.greeting)

    def _answer(self, socket: WebSocketRoute, message: str) -> None:
        if self._act is None and "basics" in message:
            socket.close()  # the program is ended while it has its window open
        else:
            socket.send(answer(message, self._choose))

    def _choose(self, request: SignRequest) -> bytes | None:
        self.asked.append(request)
        assert self._act is not None
        return self._act(request)

    # --- what the person does ---

    def uses(self, key: Key) -> None:
        """Choose this key from now on."""
        stamper = self.signers.authority
        self._act = lambda request: sign_cms(key, request.content, tsa=stamper if request.time_stamp else None)

    def signs_other_data(self, key: Key) -> None:
        """A program that signs something else than what it was given."""
        self._act = lambda request: sign_cms(key, request.content.replace(b'"', b"'", 1))

    def closes_the_window(self) -> None:
        """Cancel."""
        self._act = lambda request: None

    def fails(self, why: str) -> None:
        """Something else goes wrong."""

        def act(request: SignRequest) -> bytes | None:
            raise Failed(why)

        self._act = act

    def breaks_off(self) -> None:
        """End the program while it is asked."""
        self._act = None

    # --- what the page shows ---

    def press(self) -> None:
        """Press the button of the page."""
        self.page.locator("[data-sign]").click()

    def press_and_send(self) -> None:
        """Press the button, and wait for the page that answers what was signed."""
        with self.page.expect_navigation():
            self.press()

    def says(self, words: str) -> None:
        """The page says what stands in the way, and its button works again."""
        expect(self.page.locator("[data-trouble]")).to_contain_text(words)
        expect(self.page.locator("[data-sign]")).to_have_attribute("aria-disabled", "false")

    def refused(self, words: str) -> None:
        """The site says why it does not take the signature."""
        expect(self.page.locator("[data-refused]")).to_contain_text(words)

    def tries(self, key: Key, words: str) -> None:
        """Sign with a key that will not do."""
        self.uses(key)
        self.press_and_send()
        self.refused(words)

    def signs(self, key: Key) -> None:
        """Sign with a key that will."""
        self.uses(key)
        self.press_and_send()
        expect(self.page.locator("[data-signing]")).to_have_count(0)


def speak_english(context: BrowserContext, address: Any) -> None:
    """The reader has chosen English."""
    context.add_cookies([{"name": "til", "value": "en", "url": str(address)}])
