"""A foreigner applies: the profession from the list, page by page, documents, the check, sending; nothing is lost."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders import ASTANA, PNG
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings


def send(client: Client, page: str, **fields: Any) -> Any:
    return client.post(page, hidden(client.get(page)) | fields)


def begin(client: Client) -> str:
    client.post("/conformity/begin/", hidden(client.get("/conformity/")))
    return f"/conformity/{Case.objects.latest('change__at').id}/"


def day(name: str, year: int, month: int, day: int) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def attach(client: Client, there: str, kind: str, **how: str) -> Any:
    file = SimpleUploadedFile("qujat.png", PNG, "image/png")
    said = {"language": "kk", "translated_into": ""} | how
    return send(client, f"{there}documents/{kind}/", file=file, **said)


def person(client: Client, there: str) -> None:
    document = {"document_number": "U 12345678", "document_issuer": "T.C."}
    until = day("document_expires_on", 2029, 5, 31)
    send(client, f"{there}person/document/", **document, **day("document_issued_on", 2019, 6, 1), **until)
    send(client, f"{there}person/here/", kato=ASTANA, address="Сарыарқа, 12", telephone="+77010000001", fax="")
    abroad = {"residence_country": "TR", "residence_address": "Ankara", "residence_telephone": "+90312"}
    assert send(client, f"{there}person/abroad/", **abroad).headers["Location"] == there


def test_from_the_profession_to_the_local_body(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    there = begin(client)

    found = send(client, f"{there}profession/", query="онколг", find="1")
    assert next(offer.key for offer in found.context["offers"]) == "2.1|Онколог дәрігер"
    assert found.context["unlisted"]
    chosen = send(client, f"{there}profession/", query="онколг", choice="2.1|Онколог дәрігер", choose="1")
    assert chosen.headers["Location"] == there
    person(client, there)
    send(client, f"{there}education/education/", higher_education="yes", academic_degree="no",
         english_teaching_certificate="no")  # fmt: skip
    diploma = {"specialty": "Tıp", "institution": "Ankara Ü.", "document_number": "118", "treaty_exempts": "no"}
    assert send(client, f"{there}education/diploma/", **diploma).headers["Location"].endswith("/education/recognition/")
    recognition = {"recognised": "yes", "recognised_by": "БҒМ", "recognition_number": "77"}
    send(client, f"{there}education/recognition/", **recognition, **day("recognised_on", 2021, 11, 3))
    send(client, f"{there}work/service/", years="8", months="2", days="", workplace="Ankara", position="onkolog")

    check = client.get(f"{there}check/")
    assert check.status_code == 200
    assert check.context["proposal"].outcome == "refuse_acceptance"
    assert len(check.context["lacking"]) == 3
    for kind in ("identity_document", "education_or_english_certificate", "proof_of_work"):
        assert attach(client, there, kind).status_code == 302
    check = client.get(f"{there}check/")
    assert check.context["proposal"].outcome == "waiting"
    assert check.context["proposal"].points.total == 7
    assert check.context["proposal"].points.threshold is None
    assert not check.context["lacking"]

    assert send(client, f"{there}check/", true="on").status_code == 422
    assert send(client, f"{there}check/", consent="on", true="on").headers["Location"] == f"{there}sent/"
    sent = client.get(f"{there}sent/")
    assert [stage.due_on.isoformat() for stage in sent.context["stages"]] == ["2022-03-03", "2022-03-09", "2022-03-10"]
    assert len(standing_filings(Case.objects.get())) == 3
    assert Case.objects.get().state == "considered"
    assert client.get(there).status_code == 200
    assert client.get("/conformity/").status_code == 200
