"""Stories of medical licences: applying and paying, inspecting, staff that leaves, and what the public sees."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.portal.stories import Story


def stories() -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    groups = (
        (_("Medical licences"), (*_applying(), *_deciding())),
        (_("Inspection of a clinic"), _inspecting()),
        (_("Licences that know their staff"), _staff()),
        (_("Licence register"), _public()),
    )
    return tuple(story._replace(group=group) for group, told in groups for story in told)


def _applying() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Apply for a licence and pay the fee"),
            _("The head of a new clinic has described two addresses. The fee is shown before paying, with its making."),
            (
                _("Answer what is left: whether each address meets what the inspector will check."),
                _("Pay at the demo bank. Try to pay a second time: it is not accepted twice."),
                _("Before sending, read what the answer would be as it stands."),
            ),
            "founder",
            "licences",
        ),
        signed_in(
            _("Take an application back, fee included"),
            _("Taken back before its day of acceptance, the application gives the fee back. The page says so before."),
            (),
            "meirim",
            "licences",
        ),
        signed_in(
            _("A lost paper licence"),
            _("A dentist in private practice has a licence on paper and asks for a duplicate: two working days."),
            (),
            "dentist",
            "licences",
        ),
    )


def _deciding() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Issue a licence, or refuse it"),
            _("Two clinics were visited. At one everything conforms; at the other the act says what does not."),
            (
                _("Grant the licence of the clinic “Шипа”: licence and annexes are there as PDF with a QR code."),
                _("Try to grant “Тұмар”: a failed visit does not allow it. Plan another visit, or refuse."),
            ),
            "officer",
            "desk",
        ),
        signed_in(
            _("The department's day"),
            _("All services by due date, how much was done a day lately, and which cases would be late at that pace."),
            (),
            "departmenthead",
            "desk_forecast",
        ),
        signed_in(
            _("Suspend a licence"),
            _("One licence is suspended by a court's act. Resume it, or suspend another: the public register follows."),
            (),
            "officer",
            "licence_office",
        ),
    )


def _inspecting() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Plan a visit"),
            _("One clinic waits for its visit. No visit can be entered whose notice was less than 24 hours before."),
            (
                _("Plan a visit for tomorrow morning and tell the clinic: see from when the visit may begin."),
                _("Move it to the next day, and tell the clinic anew."),
            ),
            "inspector",
            "inspections",
        ),
        signed_in(
            _("Inspect without a connection"),
            _("A visit waits to be carried out. The checklist works on a telephone, also where there is no network."),
            (
                _("Open the checklist of the clinic “Арай” and begin."),
                _("Switch the network off, answer, take a photo, reload: everything is still there."),
                _("Switch it on again: what waited is sent, once. Then sign the act."),
            ),
            "inspector",
            "inspections",
        ),
    )


def _staff() -> tuple[Story, ...]:
    return (
        signed_in(
            _("What if she leaves in May?"),
            _("One subtype is short already, another will be in twelve days. The head tries out who could leave when."),
            (
                _("Open the staff of the licence: who counts at which address, and until when."),
                _("Ask what happens if the family doctor leaves in May."),
            ),
            "clinic",
            "licences",
        ),
        signed_in(
            _("A dismissal that the licence notices"),
            _("HR enters that the last cardiologist leaves. Holder and department are warned the same day."),
            (_("Give the cardiologist an earlier last day, then look at the licence in the public register."),),
            "clinichr",
            "staff",
        ),
        signed_in(
            _("Licences short of staff"),
            _("The department's list: which licence is short of whom, since when, and when it was told."),
            (),
            "officer",
            "licence_shortages",
        ),
        signed_in(
            _("What staff a subtype needs"),
            _("The list is not official: each line has its certainty and source, and is edited from a day on."),
            (),
            "admin",
            "licence_reference",
        ),
    )


def _public() -> tuple[Story, ...]:
    return (
        Story(
            _("May this clinic do this, here, today?"),
            _("Anyone finds a licence by name, number, BIN, region or subtype, and asks what may be done where."),
            (
                _("Look for “Қайнар”, and ask about cardiology at its first address."),
                _("Ask the same for a day two years ago. Take the whole register along as CSV."),
            ),
            href=reverse("licence_register"),
            link=_("Licence register"),
        ),
    )
