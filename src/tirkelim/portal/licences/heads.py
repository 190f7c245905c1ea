"""Who applies, and about which licence, as the head of every page of an application says it."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.portal.licences.access import Holder
from tirkelim.portal.licences.known_bases import licence_in
from tirkelim.portal.licences.pages import action_of, held_in
from tirkelim.portal.show import Row
from tirkelim.register.queries import organisation_facts, person_facts
from tirkelim.services.licence.answers import ReissueReason, read_answers
from tirkelim.services.licence.changes import has_new_name
from tirkelim.services.licence.names import holder_number


def name_of(holder: Holder, moment: datetime) -> str:
    """The holder by the register, in the language of the page."""
    today = localdate(moment)
    if holder.organisation is not None:
        entity = organisation_facts(holder.organisation, today, moment)
        return entity.name(language()) if entity else "–"
    facts = person_facts(holder.person, today, moment) if holder.person else None
    return facts.name(language()) if facts else "–"


def head_of(case: Case, moment: datetime) -> list[Row]:
    """The applicant by the register, and the licence and annex where the application is about one."""
    holder = Holder(case.organisation, case.subject_id)
    rows = [Row(_("Applicant"), name_of(holder, moment))]
    if holder.organisation is not None:
        rows.append(Row(_("BIN"), holder_number(holder.organisation, None) or "–"))
    held = licence_in(case, moment)
    if held is None:
        return rows
    rows.append(Row(_("Licence"), held.licence.number))
    annex = next((one for one in held.annexes if str(one.annex.id) == held_in(case).get("annex")), None)
    if annex is not None:
        rows.append(Row(_("Annex"), f"{annex.annex.number}. {annex.fact.address}"))
    return rows


def old_name(case: Case, moment: datetime) -> str:
    """The name in the register, where a re-issue rests on a new name and the register does not have it yet; else ""."""
    changed, held = read_answers(case.draft.data).change, licence_in(case, moment)
    if action_of(case) is not Action.REISSUE or held is None or changed is None:
        return ""
    if changed.reason is not ReissueReason.NAME or has_new_name(held.licence, localdate(moment), moment):
        return ""
    return name_of(Holder(case.organisation, case.subject_id), moment)
