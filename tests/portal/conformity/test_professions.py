"""Looking for a profession in the list: what is chosen stays until another is."""

from __future__ import annotations

from tests.portal.conformity.test_applying import begin, send
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.portal.conformity.professions import search


def test_looking_for_another_profession_gives_up_nothing(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    page = f"{begin(client)}profession/"
    key = search("педиатр", "kk").offers[0].key
    send(client, page, query="педиатр", choice=key, choose="1")
    sought = send(client, page, query="космонавт", find="1")
    assert (sought.context["near"], [offer.key for offer in sought.context["offers"]]) == (False, [key])
    assert client.get(page).content.decode().count(" checked") == 1
    assert Case.objects.get().draft.data["request"]["clean"]["profession"] == "Педиатр дәрігер"
