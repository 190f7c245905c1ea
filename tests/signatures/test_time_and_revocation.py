"""Time stamps, and what is known about revocation: which answers count, and what happens when nobody answers."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms as asn1
from pytest_django.fixtures import Settings
from tests.signatures.authorities import DAY, IIN, NAME, NOW, World

from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.ground import unpack
from tirkelim.signatures.proof import Verified
from tirkelim.signatures.verify import verify, verify_for_sign_in
from tirkelim.standins.authority import sign_cms
from tirkelim.standins.authority.server import Fault
from tirkelim.standins.authority.signing import make_signed_data, stamp

CONTENT = b'{"what":"application"}'
HOUR = timedelta(hours=1)


def refused(cms: bytes, now: object = NOW) -> Reason:
    """Why it is not taken."""
    with pytest.raises(Unfit) as unfit:
        verify(cms, now)  # type: ignore[arg-type]
    return unfit.value.reason


# --- time stamps -------------------------------------------------------------------------------------------------


def test_a_time_stamp_says_when_it_was_signed(world: World) -> None:
    """The signer's own word on the time counts for nothing."""
    cms = sign_cms(world.key, CONTENT, at=NOW - 9 * DAY, tsa=world.authority, stamp_at=NOW - 2 * HOUR)
    found = verify(cms, NOW)
    assert (found.signed_at, found.time_stamped) == (NOW - 2 * HOUR, True)


def test_revoked_after_the_time_stamp_it_still_holds(world: World) -> None:
    """What was signed while the key stood stays signed; what is not time-stamped might have been signed today."""
    world.authority.revoke(world.key, NOW - HOUR)
    before = sign_cms(world.key, CONTENT, tsa=world.authority, stamp_at=NOW - 2 * HOUR)
    after = sign_cms(world.key, CONTENT, tsa=world.authority, stamp_at=NOW - HOUR / 2)
    assert verify(before, NOW).time_stamped
    assert refused(after) is Reason.REVOKED
    assert refused(sign_cms(world.key, CONTENT)) is Reason.REVOKED


def test_expired_after_the_time_stamp_it_still_holds(world: World) -> None:
    """And before it, it does not."""
    key = world.authority.issue(NAME, IIN, valid_until=NOW - HOUR)
    assert verify(sign_cms(key, CONTENT, tsa=world.authority, stamp_at=NOW - 2 * HOUR), NOW).time_stamped
    late = sign_cms(key, CONTENT, tsa=world.authority, stamp_at=NOW - HOUR / 2)
    assert refused(late) is Reason.EXPIRED


def test_of_an_expired_key_only_the_responder_can_speak(world: World) -> None:
    """Lists drop what has expired, so a list without it says nothing."""
    key = world.authority.issue(NAME, IIN, valid_until=NOW - HOUR)
    world.server.faults["/ocsp"] = "down"
    assert refused(sign_cms(key, CONTENT, tsa=world.authority, stamp_at=NOW - 2 * HOUR)) is Reason.REVOCATION_UNKNOWN


def test_a_time_stamp_over_something_else(world: World) -> None:
    """A stamp taken from another signature."""
    other = stamp(world.authority, b"another signature", NOW)
    cms = make_signed_data([world.key], CONTENT, stamper=lambda _: other)
    assert refused(cms) is Reason.BAD_TIME_STAMP


def awkward(token: bytes) -> bool:
    """Whether its length ends in 0x80, as an indefinite one would."""
    return len(asn1.ContentInfo.load(token).contents) % 256 == 0x80


def test_a_time_stamp_of_an_awkward_length(world: World) -> None:
    """The library would encode it anew many times over; it is taken as it came, at once."""

    def stamper(signature: bytes) -> bytes:
        made = (stamp(world.authority, signature, NOW, nonce=1 << 8 * size) for size in range(8, 600))
        return next(token for token in made if awkward(token))

    cms = make_signed_data([world.key], CONTENT, stamper=stamper)
    began = time.monotonic()
    assert verify(cms, NOW).time_stamped
    assert time.monotonic() - began < 2


def test_an_authority_that_lost_its_key_stamps_no_more(world: World) -> None:
    """Its stamps could be of any time."""
    world.authority.revoke(world.authority.tsa, NOW - HOUR)
    assert refused(sign_cms(world.key, CONTENT, tsa=world.authority, stamp_at=NOW - DAY)) is Reason.BAD_TIME_STAMP


def test_the_server_has_a_time_stamp_set_where_there_is_none(world: World, settings: Settings) -> None:
    """It is kept with the evidence, since the signature itself stays as it came."""
    settings.TSA_URL = world.server.tsa_url
    cms = sign_cms(world.key, CONTENT)
    found = verify(cms, NOW)
    assert (found.time_stamped, found.signed_at, found.cms) == (True, NOW, cms)
    assert unpack(found.evidence).ground.stamp is not None


@pytest.mark.parametrize("fault", ["down", "late", "garbage", "half", "endless"])
def test_a_silent_time_stamping_authority(world: World, settings: Settings, fault: Fault) -> None:
    """Either taken with this server's time and marked so, or refused: a setting says which. Nothing hangs."""
    settings.TSA_URL = world.server.tsa_url
    world.server.faults["/tsa"] = fault
    settings.SIGNATURE_SECONDS = 1
    began = time.monotonic()
    found = verify(sign_cms(world.key, CONTENT), NOW)
    assert (found.time_stamped, found.signed_at) == (False, NOW)
    settings.TSA_REQUIRED = True
    assert refused(sign_cms(world.key, CONTENT)) is Reason.NO_TIME_STAMP
    assert time.monotonic() - began < 6


def test_a_time_stamping_authority_with_a_wrong_clock_is_not_believed(world: World, settings: Settings) -> None:
    """Its stamp is left out rather than the signature dated wrong."""
    settings.TSA_URL = world.server.tsa_url
    world.set_clock(NOW - HOUR / 2)
    assert not verify(sign_cms(world.key, CONTENT), NOW).time_stamped


def test_where_a_time_stamp_is_required_one_that_comes_with_it_will_do(world: World, settings: Settings) -> None:
    """Nobody is asked for a second one."""
    settings.TSA_REQUIRED = True
    assert verify(sign_cms(world.key, CONTENT, tsa=world.authority), NOW).time_stamped


# --- revocation --------------------------------------------------------------------------------------------------


def rests_on(found: Verified) -> tuple[int, int]:
    """How many OCSP answers and lists."""
    ground = unpack(found.evidence).ground
    return len(ground.ocsp), len(ground.crls)


def test_the_responder_is_asked_first(world: World) -> None:
    """And the list only for the issuing authority, which has no responder."""
    assert rests_on(verify(sign_cms(world.key, CONTENT), NOW)) == (1, 1)
    assert "/issuing.crl" not in world.server.asked


@pytest.mark.parametrize("fault", ["down", "late", "garbage", "half", "endless"])
def test_a_silent_responder_is_replaced_by_a_fresh_list(world: World, fault: Fault, settings: Settings) -> None:
    """A list that is still valid will do. Nothing hangs."""
    world.server.faults["/ocsp"] = fault
    settings.SIGNATURE_SECONDS = 1
    began = time.monotonic()
    assert rests_on(verify(sign_cms(world.key, CONTENT), NOW)) == (0, 2)
    assert time.monotonic() - began < 4
    world.authority.revoke(world.key, NOW - HOUR)
    world.set_clock(NOW + HOUR)
    assert refused(sign_cms(world.key, CONTENT), NOW + HOUR) is Reason.REVOKED


def test_a_list_fetched_before_will_do_while_it_is_valid(world: World) -> None:
    """With everything down: the one kept on disk, until its next update."""
    world.server.faults["/ocsp"] = "down"
    cms = sign_cms(world.key, CONTENT)
    verify(cms, NOW)
    world.server.faults = {"/ocsp": "down", "/issuing.crl": "down", "/root.crl": "down"}
    assert rests_on(verify(cms, NOW + 20 * HOUR)) == (0, 2)
    assert refused(cms, NOW + 25 * HOUR) is Reason.REVOCATION_UNKNOWN


def test_a_stale_list_does_not_count(world: World) -> None:
    """Also when it is the one that the authority gives out."""
    world.server.faults["/ocsp"] = "down"
    world.set_clock(NOW - 2 * DAY)
    assert refused(sign_cms(world.key, CONTENT)) is Reason.REVOCATION_UNKNOWN


def test_a_stale_answer_does_not_count(world: World) -> None:
    """Nor one from the future: whoever answers so has no clock."""
    world.server.faults["/issuing.crl"] = "down"
    for moment in (NOW - 2 * HOUR, NOW + HOUR):
        world.set_clock(moment)
        assert refused(sign_cms(world.key, CONTENT)) is Reason.REVOCATION_UNKNOWN


def test_an_answer_signed_by_a_stranger_does_not_count(world: World) -> None:
    """The list is asked then."""
    own = world.authority.ocsp
    try:
        world.authority.ocsp = world.stranger.ocsp
        assert rests_on(verify(sign_cms(world.key, CONTENT), NOW))[1] == 2
        world.server.faults["/issuing.crl"] = "down"
        assert refused(sign_cms(world.key, CONTENT), NOW + 2 * DAY) is Reason.REVOCATION_UNKNOWN
    finally:
        world.authority.ocsp = own


def test_who_is_silent_is_asked_once_in_a_verification(world: World, settings: Settings) -> None:
    """So that a page never waits longer than four times the setting."""
    settings.TSA_URL = world.server.tsa_url
    world.server.faults = {"/ocsp": "late", "/issuing.crl": "late", "/root.crl": "late", "/tsa": "late"}
    settings.SIGNATURE_SECONDS = 1
    began = time.monotonic()
    assert refused(sign_cms(world.key, CONTENT, tsa=world.authority)) is Reason.REVOCATION_UNKNOWN
    assert time.monotonic() - began < 5
    assert max(world.server.asked.values()) == 1


def test_a_revoked_authority_takes_its_certificates_with_it(world: World) -> None:
    """The root's list speaks about the issuing authority."""
    world.authority.revoke(world.authority.issuing, NOW - HOUR)
    assert refused(sign_cms(world.key, CONTENT)) is Reason.REVOKED


def test_a_stranger_is_not_asked_anything(world: World) -> None:
    """An address in a certificate that nobody here trusts is not called."""
    assert refused(sign_cms(world.stranger.issue(NAME, IIN), CONTENT)) is Reason.UNKNOWN_ISSUER
    assert not world.server.asked


def test_lists_are_kept_without_a_disk(world: World, settings: Settings, tmp_path: Path) -> None:
    """A cache that cannot be written is no reason to refuse."""
    (tmp_path / "file").write_text("in the way")
    settings.REVOCATION_CACHE = tmp_path / "file"
    assert verify(sign_cms(world.key, CONTENT), NOW).content == CONTENT


# --- signing in --------------------------------------------------------------------------------------------------


def test_signing_in_takes_the_key_for_signing_in(world: World, settings: Settings) -> None:
    """And only that; no time stamp is set on a challenge."""
    settings.TSA_URL, settings.TSA_REQUIRED = world.server.tsa_url, True
    key = world.authority.issue(NAME, IIN, usage="authentication")
    found = verify_for_sign_in(sign_cms(key, b"challenge"), NOW)
    assert (found.content, found.signer.iin, found.time_stamped) == (b"challenge", IIN, False)
    assert "/tsa" not in world.server.asked
    with pytest.raises(Unfit) as unfit:
        verify_for_sign_in(sign_cms(world.key, b"challenge"), NOW)
    assert unfit.value.reason is Reason.WRONG_USAGE
