"""From the text that a browser sends to a proof, and the words for every reason."""

from __future__ import annotations

import base64
import logging

import pytest
from django.utils.translation import override
from tests.signatures.authorities import IIN, NAME, NOW, World

from tirkelim.signatures.fitness import Reason
from tirkelim.signatures.proving import proof_of
from tirkelim.signatures.words import words_for, words_for_sign_in
from tirkelim.standins.authority import sign_cms

CONTENT = b"what is signed"


def test_base64_with_lines_and_with_pem_lines(world: World) -> None:
    """As NCALayer gives it, and as programs store it."""
    plain = base64.b64encode(sign_cms(world.key, CONTENT)).decode()
    lines = "\r\n".join(plain[at : at + 64] for at in range(0, len(plain), 64))
    for text in (plain, lines, f"-----BEGIN CMS-----\n{lines}\n-----END CMS-----\n"):
        proof = proof_of(text, NOW)
        assert proof.verified is not None
        assert proof.verified.content == CONTENT


@pytest.mark.parametrize("text", ["", "no base 64 at all!", "AAAA", "ӘӘӘ", "\0", "=" * 9])
def test_what_is_no_signature_is_a_refusal_not_an_error(world: World, text: str) -> None:
    """Whoever posts nonsense gets an answer."""
    assert proof_of(text, NOW).refused is Reason.UNREADABLE


def test_nothing_personal_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Neither name nor number, whatever is wrong."""
    caplog.set_level(logging.DEBUG)
    world.server.faults = {"/ocsp": "down", "/issuing.crl": "garbage"}
    for key in (world.key, world.authority.self_signed(NAME, IIN), world.stranger.issue(NAME, IIN)):
        assert proof_of(base64.b64encode(sign_cms(key, CONTENT)).decode(), NOW).refused
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("tirkelim")]
    assert ours
    assert not [said for said in ours if IIN in said or NAME in said]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_reason_has_words_of_its_own(language: str) -> None:
    """What is wrong differs for each; what to do now is never missing; nothing is left in another language."""
    with override(language):
        said = {reason: words_for(reason) for reason in Reason}
        assert words_for_sign_in(Reason.WRONG_USAGE) != said[Reason.WRONG_USAGE]
        assert words_for_sign_in(Reason.REVOKED) == said[Reason.REVOKED]
    assert len({title for title, _ in said.values()}) == len(Reason)
    assert all(step for _, step in said.values())
    if language != "en":
        with override("en"):
            assert not {words_for(reason) for reason in Reason} & set(said.values())
