"""Keys of the national standards: taken only on a whole, fitting answer of the service; in silence never."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.signatures.authorities import BIN, DAY, IIN, NAME, NOW, ORGANISATION, World

from tirkelim.signatures import trust
from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.later import verify_again
from tirkelim.signatures.purposes import SignerRole
from tirkelim.signatures.verify import verify, verify_for_sign_in
from tirkelim.standins.authority.signing import make_signed_data
from tirkelim.standins.ncanode import GostKey, NcaNode, issue_gost, sign_gost, started

CONTENT = b'{"what":"application"}'


@pytest.fixture(scope="module")
def the_node() -> Iterator[NcaNode]:
    """One service for all."""
    with started() as node:
        yield node


@pytest.fixture
def node(the_node: NcaNode, world: World, settings: Settings) -> NcaNode:
    """The service as it was at first, named in the settings."""
    the_node.fault, the_node.clock = "", lambda: NOW
    the_node.revoked.clear()
    the_node.requests.clear()
    settings.NCANODE_URL = the_node.address
    return the_node


@pytest.fixture
def key(world: World) -> GostKey:
    """A person's key."""
    return issue_gost(world.authority, NAME, IIN)


def refused(cms: bytes) -> Reason:
    """Why it is not taken."""
    with pytest.raises(Unfit) as unfit:
        verify(cms, NOW)
    return unfit.value.reason


def test_a_fit_one_is_taken(node: NcaNode, world: World) -> None:
    """Who signed is read from the certificate itself; the request is the documented one."""
    wanted: dict[str, Any] = {"bin": BIN, "organisation": ORGANISATION, "roles": {SignerRole.HEAD}}
    found = verify(sign_gost(issue_gost(world.authority, NAME, IIN, **wanted), CONTENT), NOW)
    assert (found.content, found.signer.name, found.signer.iin, found.signer.bin) == (CONTENT, NAME, IIN, BIN)
    assert SignerRole.HEAD in found.signer.roles
    assert found.algorithm.startswith("GOST 1.2.398.3.10.1.1.2.3.2")
    assert (found.signed_at, found.time_stamped) == (NOW, False)
    (request,) = node.requests
    assert set(request) == {"cms", "revocationCheck"}
    assert request["revocationCheck"] == ["OCSP", "CRL"]


def test_our_time_stamp_is_set_on_it(node: NcaNode, key: GostKey, world: World, settings: Settings) -> None:
    """Its own standard's stamps nobody but the service could verify."""
    settings.TSA_URL = world.server.tsa_url
    assert verify(sign_gost(key, CONTENT), NOW).time_stamped
    settings.TSA_URL, settings.TSA_REQUIRED = "", True
    assert refused(sign_gost(key, CONTENT)) is Reason.NO_TIME_STAMP


def test_a_national_time_stamp_on_an_ordinary_signature(node: NcaNode, world: World, settings: Settings) -> None:
    """NCALayer may set one. It counts as not there; the signature is good, and our own stamp is set."""
    national = sign_gost(issue_gost(world.authority, NAME, IIN), b"a time")
    cms = make_signed_data([world.key], CONTENT, stamper=lambda _: national)
    assert not verify(cms, NOW).time_stamped
    settings.TSA_URL = world.server.tsa_url
    assert verify(cms, NOW).time_stamped


@pytest.mark.parametrize(
    "fault",
    [
        "down",
        "late",
        "garbage",
        "half",
        "no_signers",
        "two_signers",
        "another_person",
        "another_certificate",
    ],
)
def test_silence_half_an_answer_and_lies_are_no_answer(
    node: NcaNode, key: GostKey, fault: Any, settings: Settings
) -> None:
    """And nothing hangs."""
    node.fault = fault
    settings.SIGNATURE_SECONDS = 1
    began = time.monotonic()
    assert refused(sign_gost(key, CONTENT)) is Reason.SERVICE_DOWN
    assert time.monotonic() - began < 4


def test_without_a_service_such_keys_cannot_be_used(node: NcaNode, key: GostKey, settings: Settings) -> None:
    """Nobody answering at the address is the same."""
    settings.NCANODE_URL = ""
    assert refused(sign_gost(key, CONTENT)) is Reason.SERVICE_DOWN
    settings.NCANODE_URL = "http://127.0.0.1:9"
    assert refused(sign_gost(key, CONTENT)) is Reason.SERVICE_DOWN


def test_each_unfit_one_has_its_reason(node: NcaNode, key: GostKey, world: World) -> None:
    """As with the other keys."""
    altered = sign_gost(key, CONTENT).replace(CONTENT, CONTENT.replace(b"app", b"App"))
    assert refused(altered) is Reason.ALTERED
    assert refused(sign_gost(issue_gost(world.authority, NAME, IIN, valid_until=NOW - DAY), CONTENT)) is Reason.EXPIRED
    assert (
        refused(sign_gost(issue_gost(world.authority, NAME, IIN, valid_from=NOW + DAY), CONTENT))
        is Reason.NOT_YET_VALID
    )
    sign_in = issue_gost(world.authority, NAME, IIN, usage="authentication")
    assert refused(sign_gost(sign_in, CONTENT)) is Reason.WRONG_USAGE
    assert verify_for_sign_in(sign_gost(sign_in, b"challenge"), NOW).content == b"challenge"
    node.fault = "untrusted"
    assert refused(sign_gost(key, CONTENT)) is Reason.UNKNOWN_ISSUER
    node.fault = "no_revocations"
    assert refused(sign_gost(key, CONTENT)) is Reason.REVOCATION_UNKNOWN
    node.fault = ""
    node.revoked.add(key.serial)
    assert refused(sign_gost(key, CONTENT)) is Reason.REVOKED
    node.fault = "always_valid"
    assert refused(sign_gost(key, CONTENT)) is Reason.REVOKED


def test_an_answer_that_contradicts_itself(node: NcaNode, world: World) -> None:
    """Valid on the whole, by a certificate that is not: at a time when we see nothing wrong with it ourselves."""
    key = issue_gost(world.authority, NAME, IIN)
    node.clock = lambda: NOW + timedelta(days=4000)
    node.fault = "always_valid"
    assert refused(sign_gost(key, CONTENT)) is Reason.SERVICE_DOWN


def test_later_it_rests_on_the_answer_that_was_kept(node: NcaNode, key: GostKey) -> None:
    """With the service gone; an answer about somebody else does not do."""
    then = verify(sign_gost(key, CONTENT), NOW)
    node.fault = "down"
    outcome = verify_again(then.cms, CONTENT, then.evidence, trust.configured())
    assert outcome.fit
    assert any("on the answer of the service" in line.rests_on for line in outcome.lines)
    assert not verify_again(then.cms, CONTENT + b" ", then.evidence, trust.configured()).fit
