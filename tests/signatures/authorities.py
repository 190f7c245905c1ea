"""One authority for all tests of a run, and keys of it: made once, since making keys takes time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tirkelim.signatures import stood
from tirkelim.standins.authority import Authority, AuthorityServer, Key, started

#: Now, in these tests. The authority's own clock stands still at it unless a test moves it.
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
IIN, OTHER_IIN, BIN = "900721201023", "850314101019", "310640000124"
NAME, ORGANISATION = "СЫНАҚОВА АЙГҮЛ", "№ 1 СЫНАҚ ЕМХАНАСЫ"


@dataclass
class World:
    """The authority with its server, another one that nobody trusts, and some keys."""

    server: AuthorityServer
    stranger: Authority
    key: Key
    anchors: Path

    @property
    def authority(self) -> Authority:
        """The trusted one."""
        return self.server.authority

    def reset(self, moment: datetime = NOW) -> None:
        """No faults, nobody revoked, the clock at `moment`."""
        self.server.faults.clear()
        self.server.asked.clear()
        self.authority.revoked = {}
        self.authority.crl_lifetime = DAY
        self.set_clock(moment)

    def set_clock(self, moment: datetime) -> None:
        """Let the authority believe that it is now."""
        self.authority.clock = lambda: moment


@contextmanager
def made(folder: Path) -> Iterator[World]:
    """Make it all, and take it away again."""
    with started(NOW) as server:
        stranger = Authority.make(NOW, server.address, name="STRANGER")
        stranger.clock = lambda: NOW
        server.authority.clock = lambda: NOW
        anchors = server.authority.write_anchors(folder / "anchors")
        yield World(server, stranger, server.authority.issue(NAME, IIN), anchors)


def use(world: World, settings: Any, folder: Path) -> None:
    """Trust the authority in this test, with a cache of lists of its own and no time stamps."""
    world.reset()
    stood._kept.clear()
    settings.TRUST_ANCHORS = str(world.anchors)
    settings.REVOCATION_CACHE = folder / "revocation"
    settings.SIGNATURE_SECONDS = 20  # never reached, also on a busy machine; who tries silence sets less
    settings.TSA_URL, settings.TSA_REQUIRED, settings.NCANODE_URL = "", False, ""
