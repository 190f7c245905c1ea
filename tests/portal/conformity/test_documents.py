"""The checklist of documents: what is attached and does not count says why."""

from __future__ import annotations

from tests.portal.conformity.test_applying import attach, begin, send
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import LocalBody


def test_a_document_without_its_translation_says_so(body: LocalBody) -> None:
    client = sign_in(body.foreigner(), "en")
    there = begin(client)
    send(client, f"{there}profession/", query="онколог", choice="2.1|Онколог дәрігер", choose="1")
    attach(client, there, "proof_of_work", language="en", translated_into="none")
    lines = {line.title: line for line in client.get(f"{there}documents/").context["documents"]}
    line = lines["Proof of work"]
    assert line.status == "missing"
    assert "notarised translation into Kazakh or Russian is missing" in line.why
    assert "Needed" in lines["Identity document"].why
