"""What the department does with a licence: suspension, resumption, withdrawal, end; the holder is told."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import notice
from tirkelim.journal.change import Command, Done
from tirkelim.journal.models import Change
from tirkelim.register.commands.licence_events import record_licence_event
from tirkelim.register.commands.licences import LicenceEventTerms
from tirkelim.register.models import Licence, LicenceEvent
from tirkelim.services.licence.staffing.telling import holders


def change_licence(command: Command, licence: UUID, event: LicenceEventTerms) -> Done:
    """Record what happens to a licence or annex and have its holder told; result {"event": number}.

    Raises NotFound, Denied, Invalid (see ``record_licence_event``).
    """
    return record_licence_event(command, licence, event, tell_holder)


def tell_holder(made: Change, licence: Licence, event: LicenceEvent) -> None:
    """A message to the holder; of an organisation, to its personnel service and head."""
    rows = [
        notice(reader, f"licence_{event.kind}", {}, f"licence_event:{event.id}:{reader}", made)
        for reader in holders(licence, localdate(made.at))
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)
