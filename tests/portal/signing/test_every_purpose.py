"""Whatever needs a signature is not done without one, and done once with it, by whoever writes it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from tests.builders import COMPLETE, Office
from tests.portal.signing.signers import HEAD, HR, MAY_SIGN, OWN, STAFF, Signers, signing
from tests.services.conformity.commission_room import CommissionRoom
from tests.services.cpd.clinic import Clinic
from tests.services.licence.visits.site import Site

from tirkelim.cases.models import Case, Decision, SignOff
from tirkelim.cases.signed_content import bin_of
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command, change
from tirkelim.law.digest import canonical
from tirkelim.services.conformity.commission import minutes
from tirkelim.services.conformity.models import MinutesSignature
from tirkelim.services.licence.models import VisitAct
from tirkelim.signatures.models import Signature
from tirkelim.signatures.proving import proof_of
from tirkelim.signatures.purposes import Purpose, SignerRole
from tirkelim.signatures.requiring import SignatureWanted, require_signature

pytestmark = pytest.mark.django_db

Give = Callable[[Command], Any]


@pytest.fixture
def asked(settings: Any, tmp_path: Path) -> Any:
    """From here on signatures are asked for, at the moment of an office."""

    @contextmanager
    def begin(office: Office) -> Iterator[Signers]:
        with (
            time_machine.travel(office.now + timedelta(minutes=1), tick=True),
            signing(office, office.now + timedelta(minutes=1), settings, tmp_path) as signers,
        ):
            yield signers

    return begin


def owed(signers: Signers, office: Office, give: Give, actor: Account, roles: tuple[SignerRole, ...], bin: str) -> None:
    """Without a signature nothing is done; with it, once."""
    command = office.command(actor.id)
    key = signers.key(actor, roles, bin)
    with pytest.raises(SignatureWanted) as wanted:
        give(command)
    assert wanted.value.refused is None
    assert not Signature.objects.exists()
    cms = signers.cms(key, canonical(wanted.value.content))
    signed = command._replace(proof=proof_of(cms, timezone.now()))
    give(signed)
    give(signed)
    kept = Signature.objects.get()
    assert (kept.purpose, kept.account) == (wanted.value.purpose.value, actor.id)
    assert bytes(kept.cms) == base64.b64decode(cms)


def test_a_decision_to_grant(asked: Any) -> None:
    office = Office()
    case, officer = office.submitted(office.applicant()), office.officer()
    digest, version = office.digest(case), office.fresh(case).version

    def give(command: Command) -> None:
        office.do(officer, case, "grant", facts_digest=digest, version=version, command=command, expect=None)

    with asked(office) as signers:
        owed(signers, office, give, officer, STAFF, "")
    assert Decision.objects.get().outcome == "granted"


def test_a_decision_to_refuse(asked: Any) -> None:
    office = Office()
    old = COMPLETE | {"education": COMPLETE["education"] | {"graduated_on": "2010-06-20"}}
    case, officer = office.submitted(office.applicant(), answers=old), office.officer()
    digest, version = office.digest(case), office.fresh(case).version

    def give(command: Command) -> None:
        office.do(officer, case, "refuse", facts_digest=digest, version=version, command=command, expect=None)

    with asked(office) as signers:
        owed(signers, office, give, officer, STAFF, "")
    stored = Decision.objects.get()
    assert stored.outcome == "refused"


@pytest.mark.parametrize("capacity", ["hr", "head"])
def test_the_words_of_hr_and_the_head(asked: Any, capacity: str) -> None:
    clinic = Clinic()
    line = clinic.result()
    case = clinic.hand_over(line) if capacity == "hr" else clinic.at_head(line)
    if capacity == "hr":
        clinic.review(case, line)
    actor, roles = (clinic.hr, HR) if capacity == "hr" else (clinic.head, HEAD)
    assert actor is not None
    seen, version = clinic.seen(case), clinic.fresh(case).version

    def give(command: Command) -> None:
        name = f"confirm_{capacity}"
        clinic.do(actor, case, name, facts_digest=seen, version=version, command=command, expect=None)

    with asked(clinic) as signers:
        owed(signers, clinic, give, actor, roles, bin_of(clinic.place))
    assert SignOff.objects.filter(capacity=capacity, removed_by__isnull=True).count() == 1


def test_the_minutes_of_a_commission(asked: Any) -> None:
    room = CommissionRoom()
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    made = room.draw_up(sitting)
    with asked(room) as signers:
        owed(signers, room, lambda command: minutes.sign(command, made, made.digest, "пікір"), room.second, OWN, "")
    assert MinutesSignature.objects.get().opinion == "пікір"


def test_the_act_of_a_visit(asked: Any) -> None:
    site = Site()
    visit = site.told(site.applied(), site.now + timedelta(days=2))
    site.now += timedelta(days=2, minutes=20)
    site.note_all(visit)
    ended = site.now
    with asked(site) as signers:
        owed(
            signers, site, lambda command: site.sign(visit, ended_at=ended, command=command), site.inspector, STAFF, ""
        )
    assert VisitAct.objects.count() == 1


def test_an_organisation_applies_with_the_key_of_who_may_sign_for_it(asked: Any) -> None:
    office = Office()
    place = office.organisation()
    actor = office.applicant()
    with asked(office) as signers:
        own = bin_of(place)
        content = {"kind": "test", "organisation": own}
        signed = signers.cms(signers.key(actor, MAY_SIGN, own), canonical(content))
        wrong = signers.cms(signers.key(actor, MAY_SIGN, "310640000223"), canonical(content))
        for cms, fits in ((wrong, False), (signed, True)):
            command = Command(uuid4(), actor.id, timezone.now(), proof=proof_of(cms, timezone.now()))
            with change(command, "test", {}) as made:
                if fits:
                    kept = require_signature(command, made, Purpose.ORGANISATION_APPLICATION, content, bin=own)
                    assert kept is not None
                else:
                    with pytest.raises(SignatureWanted):
                        require_signature(command, made, Purpose.ORGANISATION_APPLICATION, content, bin=own)


def test_the_system_itself_signs_nothing(asked: Any) -> None:
    office = Office()
    with asked(office):
        command = Command(uuid4(), None, timezone.now())
        with change(command, "test", {}) as made:
            assert require_signature(command, made, Purpose.DECISION, {"kind": "test"}) is None
    assert not Signature.objects.exists()


def test_none_is_asked_for_where_the_installation_asks_for_none() -> None:
    office = Office()
    case = office.submitted(office.applicant())
    assert Case.objects.get(pk=case.pk).state == "considered"
    assert not Signature.objects.exists()
