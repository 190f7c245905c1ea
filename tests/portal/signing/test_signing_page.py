"""An application is sent: the page that asks for the signature, and what becomes of every kind of signature."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.builders import Office
from tests.portal.signing.signers import OWN, STAFF, Signers, canonical_in, carried_in, signing

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.signatures.models import Signature

pytestmark = pytest.mark.django_db


class Sending:
    """A nurse in front of the page "check and send"."""

    def __init__(self, office: Office, signers: Signers) -> None:
        self.office, self.signers = office, signers
        self.nurse = office.applicant("nurse")
        assert self.nurse.person is not None
        office.nurse_in_systems(self.nurse.person)
        self.case = office.draft(self.nurse)
        office.consent(self.case)
        self.client = Client()
        self.client.cookies["til"] = "en"
        self.client.force_login(self.nurse)
        self.form = {"command": str(uuid4()), "version": str(self.fresh.version), "true": "on"}

    @property
    def fresh(self) -> Case:
        """The case as it is stored."""
        return Case.objects.get(pk=self.case.pk)

    @property
    def address(self) -> str:
        """Where the application is sent from."""
        return reverse("application_check", args=[self.case.id])

    def post(self, **more: Any) -> Any:
        """Send the form."""
        return self.client.post(self.address, self.form | more)

    def signed(self, **how: Any) -> str:
        """A fit signature over what the page shows, unless told otherwise."""
        content = canonical_in(self.post().content.decode())
        return self.signers.cms(how.pop("key", None) or self.signers.key(self.nurse), content)


@pytest.fixture
def sending(settings: Any, tmp_path: Path) -> Iterator[Sending]:
    office = Office()
    with (
        time_machine.travel(office.now + timedelta(hours=2), tick=True),
        signing(office, office.now + timedelta(hours=2), settings, tmp_path) as signers,
    ):
        yield Sending(office, signers)


def test_the_page_says_what_is_signed_and_nothing_is_done(sending: Sending) -> None:
    answer = sending.post()
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Sign your application" in html
    assert "Your own key as a natural person" in html
    assert carried_in(html) == {name: [value] for name, value in sending.form.items()}
    content = canonical_in(html)
    assert hashlib.sha256(content).hexdigest() in html
    said = json.loads(content)
    assert said["service"] == "certificate"
    assert said["answers"]["claim"]["specialty"] == "secondary.nursing"
    assert said["statement"] == {"true": True}
    assert "Астана медициналық колледжі" in html.split("data-canonical")[0]
    assert sending.fresh.state == State.DRAFT
    assert not Signature.objects.exists()


def test_what_is_signed_is_the_same_at_the_second_sending(sending: Sending) -> None:
    first = canonical_in(sending.post().content.decode())
    sending.signers.office.later(seconds=40)
    assert canonical_in(sending.post().content.decode()) == first


def test_only_this_page_may_speak_with_the_signing_program(sending: Sending) -> None:
    policy = sending.post().headers["Content-Security-Policy"]
    assert "connect-src 'self' wss://127.0.0.1:13579" in policy
    assert policy.count("127.0.0.1") == 1  # nothing else of this computer
    assert "127.0.0.1" not in sending.client.get(sending.address).headers["Content-Security-Policy"]


def test_signed_it_is_sent_once_however_often_it_comes(sending: Sending) -> None:
    sending.signers.iin(sending.nurse)
    signature = sending.signed()
    for _ in range(2):
        answer = sending.post(signature=signature)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.url == reverse("application_sent", args=[sending.case.id])
    assert sending.fresh.state == State.CONSIDERED
    kept = Signature.objects.get()
    assert kept.purpose == "application"
    assert kept.account == sending.nurse.id
    assert kept.time_stamped
    assert hashlib.sha256(bytes(kept.content)).hexdigest() == kept.content_digest


@pytest.mark.parametrize(
    ("unfit", "words"),
    [
        ("expired", "The certificate has expired"),
        ("revoked", "The certificate has been revoked"),
        ("person", "names another person"),
        ("role", "role"),
        ("data", "over something else"),
        ("forged", "cannot be read"),
        ("rubbish", "cannot be read"),
    ],
)
def test_an_unfit_signature_has_its_reason_and_nothing_is_lost(sending: Sending, unfit: str, words: str) -> None:
    sending.signers.iin(sending.nurse)
    answer = sending.post(signature=_unfit(sending, unfit))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html.split("data-refused")[1].split("</div>")[0]
    assert carried_in(html) == {name: [value] for name, value in sending.form.items()}
    assert sending.fresh.state == State.DRAFT
    assert not Signature.objects.exists()
    assert sending.post(signature=sending.signed()).status_code == 302
    assert sending.fresh.state == State.CONSIDERED


def _unfit(sending: Sending, unfit: str) -> str:
    signers, nurse = sending.signers, sending.nurse
    if unfit == "forged":
        return "AAAA" * 400
    if unfit == "rubbish":
        return "A" * 2_000_000
    content = canonical_in(sending.post().content.decode())
    if unfit == "data":
        return signers.cms(signers.key(nurse), content.replace(b"secondary.nursing", b"secondary.midwifery"))
    keys = {
        "expired": lambda: signers.expired(nurse),
        "revoked": lambda: signers.revoked(nurse),
        "person": lambda: signers.key(sending.office.applicant("other")),
        "role": lambda: signers.key(nurse, STAFF),
    }
    return signers.cms(keys[unfit](), content)


def test_an_account_that_knows_no_iin_is_told_before_signing(sending: Sending) -> None:
    assert "is not linked to your IIN yet" in sending.post().content.decode()
    signers = sending.signers
    key = signers.authority.issue("СЕЙІТОВА ӘСЕМ", "900101100099", roles=OWN)
    answer = sending.post(signature=signers.cms(key, canonical_in(sending.post().content.decode())))
    assert answer.status_code == 422
    assert sending.fresh.state == State.DRAFT


def test_a_script_gets_json(sending: Sending) -> None:
    answer = sending.client.post(sending.address, sending.form, headers={"Accept": "application/json"})
    said = answer.json()
    assert answer.status_code == 409
    assert said["code"] == "signature_wanted"
    assert said["sha256"] == hashlib.sha256(base64.b64decode(said["content"])).hexdigest()
    assert said["key_marks"] == ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"]
    assert sending.fresh.state == State.DRAFT


def test_back_without_signing_leads_to_the_page_of_the_form(sending: Sending) -> None:
    answer = sending.post(without_signing="1")
    assert (answer.status_code, answer.url) == (302, sending.address)
    assert sending.fresh.state == State.DRAFT


def test_another_language_shows_the_same_page(sending: Sending) -> None:
    html = sending.post().content.decode()
    assert 'name="again" value="1"' in html
    chosen = {"language": "ru", "next": sending.address, "again": "1", **sending.form}
    moved = sending.client.post(reverse("choose_language"), chosen)
    assert moved.status_code == 307
    again = sending.client.post(moved.url, chosen).content.decode()
    assert canonical_in(again) == canonical_in(html)
    assert carried_in(again) == {name: [value] for name, value in sending.form.items()}


def test_who_sees_the_case_sees_its_signature(sending: Sending) -> None:
    sending.signers.iin(sending.nurse)
    sending.post(signature=sending.signed())
    kept = Signature.objects.get()
    page = sending.client.get(reverse("application", args=[sending.case.id])).content.decode()
    address = reverse("signature", args=[kept.id])
    assert address in page
    shown = sending.client.get(address).content.decode()
    assert kept.content_digest in shown
    assert kept.serial in shown
    cms = sending.client.get(reverse("signature_file", args=[kept.id, "cms"]))
    assert b"".join(cms) == bytes(kept.cms)
    for account, status in ((sending.office.officer(), 200), (_stranger(sending), 404)):
        other = Client()
        other.force_login(account)
        assert other.get(address).status_code == status
        assert other.get(reverse("signature_file", args=[kept.id, "content"])).status_code == status


def _stranger(sending: Sending) -> Account:
    return sending.office.applicant("stranger")
