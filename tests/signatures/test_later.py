"""Years later: the network is off, the clock ten years ahead, and every altered byte is found."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.signatures.authorities import DAY, IIN, NAME, NOW, World

from tirkelim.journal.change import Command, change
from tirkelim.signatures import requiring, trust
from tirkelim.signatures.export import export
from tirkelim.signatures.fitness import Unfit
from tirkelim.signatures.later import verify_again, verify_stored
from tirkelim.signatures.models import Signature
from tirkelim.signatures.proof import Verified
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.verify import verify
from tirkelim.standins.authority import sign_cms

CONTENT = b'{"what":"application"}'
KINDS = ("plain", "with a time stamp", "stamped by the server", "by lists", "detached")


@contextmanager
def ten_years_ahead() -> Iterator[None]:
    """Another time, and no network: whoever opens a socket fails."""

    def closed(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    with pytest.MonkeyPatch.context() as patch, time_machine.travel(NOW + 3652 * DAY):
        patch.setattr(socket.socket, "connect", closed)
        patch.setattr(socket, "create_connection", closed)
        patch.setattr(socket, "getaddrinfo", closed)
        yield


def signed(world: World, settings: Settings, kind: str) -> Verified:
    """A fit signature of each kind, as it was verified when it came."""
    if kind == "with a time stamp":
        return verify(sign_cms(world.key, CONTENT, tsa=world.authority), NOW)
    if kind == "detached":
        return verify(sign_cms(world.key, CONTENT, encapsulate=False), NOW, CONTENT)
    if kind == "stamped by the server":
        settings.TSA_URL = world.server.tsa_url
    if kind == "by lists":
        world.server.faults["/ocsp"] = "down"
    return verify(sign_cms(world.key, CONTENT, with_chain=False), NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_ten_years_later(world: World, settings: Settings, kind: str) -> None:
    """With the root alone, and the certificate long expired."""
    then = signed(world, settings, kind)
    root = trust.Trust.of([world.authority.root.certificate_der])
    with ten_years_ahead():
        outcome = verify_again(then.cms, CONTENT, then.evidence, root)
    assert outcome.fit, outcome.lines
    assert outcome.verified == then
    assert {"evidence", "content", "signer", "time", "not revoked"} <= {line.checked for line in outcome.lines}


def test_another_root_does_not_do(world: World, settings: Settings) -> None:
    """The evidence brings no trust of its own."""
    then = signed(world, settings, "plain")
    stranger = trust.Trust.of([world.stranger.root.certificate_der])
    for anchors in (stranger, trust.Trust(())):
        outcome = verify_again(then.cms, CONTENT, then.evidence, anchors)
        assert not outcome.fit
        assert outcome.lines[-1].rests_on == "unknown_issuer"


@pytest.mark.parametrize("part", ["cms", "content", "evidence"])
def test_every_altered_byte_is_found(world: World, part: str) -> None:
    """In the signature, in what was signed, in what proves it."""
    then = verify(sign_cms(world.key, CONTENT, tsa=world.authority), NOW)
    root = trust.Trust.of([world.authority.root.certificate_der])
    whole = {"cms": then.cms, "content": CONTENT, "evidence": then.evidence}

    @given(st.integers(0, len(whole[part]) - 1), st.integers(1, 255))
    def flip(place: int, by: int) -> None:
        changed = bytearray(whole[part])
        changed[place] ^= by
        outcome = verify_again(**{**whole, part: bytes(changed)}, trust=root)
        assert not outcome.fit

    flip()


def test_evidence_made_up_anew_does_not_help(world: World) -> None:
    """Its digest can be computed by anybody; the answers in it are signed, and without them nothing holds."""
    world.authority.revoke(world.key, NOW - DAY)
    key = world.authority.issue(NAME, IIN)
    honest = verify(sign_cms(key, CONTENT), NOW)
    said = json.loads(honest.evidence)["said"]
    cms = sign_cms(world.key, CONTENT)
    said["cms"] = hashlib.sha256(cms).hexdigest()
    from tirkelim.law.digest import canonical

    forged = canonical({"said": said, "sha256": hashlib.sha256(canonical(said)).hexdigest()})
    outcome = verify_again(cms, CONTENT, forged, trust.configured())
    assert [line.rests_on for line in outcome.lines if not line.holds] == ["revocation_unknown"]


def test_a_flipped_bit_never_makes_another_signature(world: World) -> None:
    """Whatever is flipped on the way here: refused, or the very same content by the very same certificate."""
    cms = sign_cms(world.key, CONTENT, tsa=world.authority)
    honest = verify(cms, NOW)

    @given(st.integers(0, len(cms) - 1), st.integers(1, 255))
    def flip(place: int, by: int) -> None:
        changed = bytearray(cms)
        changed[place] ^= by
        try:
            found = verify(bytes(changed), NOW)
        except Unfit:
            return
        assert (found.content, found.signer) == (honest.content, honest.signer)

    flip()


# --- as it is kept -----------------------------------------------------------------------------------------------


@pytest.fixture
def kept(world: World, db: None) -> Signature:
    """A signature in the database, with its entry in the journal."""
    verified = verify(sign_cms(world.key, CONTENT, tsa=world.authority), NOW)
    with change(Command(uuid4(), None, NOW), "test.signed") as made:
        return requiring._keep(verified, Purpose.APPLICATION, uuid4(), made)


def test_what_is_kept_is_verified_with_the_journal(kept: Signature, world: World) -> None:
    """The row, the files and the journal say the same."""
    row = Signature.objects.get(pk=kept.pk)
    with ten_years_ahead():
        outcome = verify_stored(row, trust.configured())
    assert outcome.fit
    assert [line.checked for line in outcome.lines][:3] == ["journal"] * 3
    row.signer_name = "БӨТЕН АДАМ"
    outcome = verify_stored(row, trust.configured())
    assert [line.rests_on for line in outcome.lines if not line.holds] == ["differs in: name"]
    row.evidence = None
    assert not verify_stored(row, trust.configured()).fit


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("signature", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_rests_on(kept: Signature, tmp_path: Path) -> None:
    """By id and by files, as lines and as JSON; what does not hold ends with an error."""
    with ten_years_ahead():
        said = run("verify", str(kept.pk))
    assert said.splitlines()[-1] == "The signature holds."
    assert "ok   not revoked: OCSP about" in said
    run("export", str(kept.pk), str(tmp_path))
    files = ["--cms", "signature.p7s", "--content", "content.bin", "--evidence", "evidence.json"]
    named = [each if each.startswith("--") else str(tmp_path / each) for each in files]
    assert json.loads(run("verify", *named, "--json"))["fit"] is True
    (tmp_path / "content.bin").write_bytes(b"something else")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("signature", "verify", *named, stdout=out)
    assert "BAD  content: not the bytes that were verified" in out.getvalue()
    for wrong in (("verify", str(UUID(int=0))), ("verify",), ("export", "nonsense", str(tmp_path))):
        with pytest.raises(CommandError):
            run(*wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_openssl_agrees(world: World, settings: Settings, tmp_path: Path, kind: str) -> None:
    """An independent program verifies signature and time stamp from the exported files, by the command beside them."""
    then = signed(world, settings, kind)
    export(then.cms, CONTENT, then.evidence, tmp_path)
    commands = (tmp_path / "commands.txt").read_text().splitlines()
    assert len(commands) == (2 if "stamp" in kind else 1)
    for command in commands:
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Verification" in done.stderr + done.stdout


def test_times_are_told_in_their_offset(world: World) -> None:
    """What is compared later is a moment, however it was written."""
    from zoneinfo import ZoneInfo

    local = NOW.astimezone(ZoneInfo("Asia/Almaty")) + timedelta(seconds=1)
    then = verify(sign_cms(world.key, CONTENT), local)
    assert verify_again(then.cms, CONTENT, then.evidence, trust.configured()).fit
