"""What the demo's state systems hold, as a scenario file of the stand-in gateway: the demo region then works over HTTP
(``tirkelim gateway-demo``, docs/reference/gateway.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tirkelim.gateway.answer import Holder, Outcome, Subject
from tirkelim.gateway.contract import named
from tirkelim.gateway.demo import iin_digest
from tirkelim.gateway.demo_mode import demo_only
from tirkelim.gateway.models import DemoRecord
from tirkelim.gateway.records import HolderDataSet
from tirkelim.gateway.registry import MOBILE_CITIZENS
from tirkelim.register.models import Organisation, PersonIdentifier, Scheme


def scenario_file() -> dict[str, Any]:
    """Records and outages by source and subject, as the stand-in reads them. Demo mode only."""
    demo_only()
    iins = dict(PersonIdentifier.objects.current().filter(scheme=Scheme.IIN).values_list("person", "value"))
    by_digest = {iin_digest(iin): f"iin:{iin}" for iin in iins.values()}
    holders = by_digest | {
        iin_digest(bin): _name(Holder(id, None, bin))
        for id, bin in Organisation.objects.exclude(bin=None).values_list("id", "bin")
    }
    records: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    scenarios = []
    for row in DemoRecord.objects.order_by("pk"):
        known = holders if row.source in set(HolderDataSet) else by_digest
        subject = _subject(row, iins, known)
        if subject is None:
            continue
        if row.outcome == Outcome.UNAVAILABLE.value:
            scenarios.append({"source": row.source, "subject": subject, "do": "down"})
        elif row.record is not None:
            held = row.record["number"] if row.source == MOBILE_CITIZENS else row.record
            records[row.source][subject].append(held)
    return {"records": records, "scenarios": scenarios}


def _subject(row: DemoRecord, iins: Mapping[UUID, str], by_digest: Mapping[str, str]) -> str | None:
    if row.person is not None:
        return _name(Subject(row.person, iins.get(row.person)))
    return by_digest.get(row.iin_digest)


def _name(about: Subject | Holder) -> str:
    found = named(about)
    return f"{found.scheme}:{found.value}"
