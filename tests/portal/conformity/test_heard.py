"""A foreign specialist who is heard before a refusal reads it, and can attach what speaks against it."""

from __future__ import annotations

from typing import Any

from tests.portal.conformity.test_following import shift
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import LocalBody


def test_who_is_heard_can_attach_a_document(body: LocalBody, settings: Any) -> None:
    settings.REFUSAL_HEARING_DAYS = 2
    account = body.foreigner()
    case = body.recommended(account, said={"recommends_issue": False, "qualification_meets": False})
    body.decide(body.employment_officer, case, "intend_refusal")
    with shift(body, minutes=5):
        client = sign_in(account, "en")
        page = client.get(f"/conformity/{case.id}/").content.decode()
        address = f"/conformity/{case.id}/documents/proof_of_work/"
        assert f"/complaints/hearing/{case.id}/" in page
        assert address in page
        assert client.get(address).status_code == 200
