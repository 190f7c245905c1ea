"""A time-stamping authority that stood a short while ago is not asked about again; a person's key always is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.signatures.authorities import NOW, World

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.later import verify_again
from tirkelim.signatures.stood import REUSE
from tirkelim.signatures.trust import configured
from tirkelim.signatures.verify import verify
from tirkelim.standins.authority import sign_cms

MINUTE = timedelta(minutes=1)


def stamped(world: World) -> bytes:
    """A signature with a time stamp."""
    return sign_cms(world.key, b"content", tsa=world.authority, stamp_at=NOW)


def test_the_second_signature_asks_about_the_person_only(world: World) -> None:
    verify(stamped(world), NOW)
    before = world.server.asked["/ocsp"]
    verify(stamped(world), NOW + MINUTE)
    assert (before, world.server.asked["/ocsp"]) == (2, 3)


def test_what_was_not_asked_again_is_evidence_all_the_same(world: World) -> None:
    verify(stamped(world), NOW)
    found = verify(stamped(world), NOW + REUSE)
    assert verify_again(found.cms, found.content, found.evidence, configured()).fit


def test_a_persons_key_that_is_revoked_is_refused_at_once(world: World) -> None:
    verify(stamped(world), NOW)
    world.authority.revoke(world.key, NOW - MINUTE)
    with pytest.raises(Unfit) as refused:
        verify(stamped(world), NOW + MINUTE)
    assert refused.value.reason is Reason.REVOKED


@pytest.mark.parametrize("later", [REUSE + timedelta(seconds=1), -timedelta(seconds=1)])
def test_an_authority_that_is_revoked_is_refused_ten_minutes_later(world: World, later: timedelta) -> None:
    """Nor does a clock that was set back make it stand."""
    verify(stamped(world), NOW)
    world.authority.revoke(world.authority.tsa, NOW - MINUTE)
    with pytest.raises(Unfit) as refused:
        verify(stamped(world), NOW + later)
    assert refused.value.reason is Reason.BAD_TIME_STAMP


def test_with_other_anchors_nothing_is_remembered(world: World) -> None:
    verify(stamped(world), NOW)
    (world.anchors / "another.pem").write_bytes((world.anchors / "issuing.pem").read_bytes())
    try:
        before = world.server.asked["/ocsp"]
        verify(stamped(world), NOW)
        assert world.server.asked["/ocsp"] == before + 2
    finally:
        (world.anchors / "another.pem").unlink()
