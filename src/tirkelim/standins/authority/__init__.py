"""A certification authority made on the spot: certificates, OCSP, CRL and time stamps for tests and the demo.

with started(now) as server:
    key = server.authority.issue("АСАНОВА ДИНА", iin)
    cms = sign_cms(key, b"what is signed", tsa=server.authority)
"""

from __future__ import annotations

from tirkelim.standins.authority.authority import Authority
from tirkelim.standins.authority.keys import Key
from tirkelim.standins.authority.server import AuthorityServer, started
from tirkelim.standins.authority.signing import sign_cms

__all__ = ["Authority", "AuthorityServer", "Key", "sign_cms", "started"]
