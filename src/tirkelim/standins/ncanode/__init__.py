"""NCANode as it answers about keys of the national standards, and such keys to ask it about.

No GOST is computed here: the keys sign with a digest that only this stand-in can make, so that it can tell a whole
signature from an altered one as the real service would.
"""

from __future__ import annotations

from tirkelim.standins.ncanode.keys import GostKey, issue_gost, sign_gost
from tirkelim.standins.ncanode.server import NcaNode, started

__all__ = ["GostKey", "NcaNode", "issue_gost", "sign_gost", "started"]
