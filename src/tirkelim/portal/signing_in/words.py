"""What is said when a provider, or a signature, brings nobody in: what happened, and what to do now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tirkelim.identity.provider import Problem
from tirkelim.portal.forms import Text

Said = dict[str, Text]

PROBLEMS: dict[Problem, Said] = {
    Problem.CANCELLED: {
        "title": _("You are not signed in"),
        "text": _("You broke off, or the sign-in service did not let you in. Nothing was handed over."),
    },
    Problem.DOWN: {
        "title": _("The sign-in service does not answer"),
        "text": _("That is not your fault. Try again in a few minutes, or sign in by name and password."),
    },
    Problem.NOT_BEGUN: {
        "title": _("This sign-in was not begun here"),
        "text": _(
            "It was begun in another browser, or has been used already, for example by going back a page. Begin anew."
        ),
    },
    Problem.LATE: {
        "title": _("It took too long"),
        "text": _("A sign-in must be finished within ten minutes. Begin anew."),
    },
    Problem.CODE_REFUSED: {
        "title": _("You are not signed in"),
        "text": _("The sign-in service did not confirm this sign-in: it was used already or ran out. Begin anew."),
    },
    Problem.BAD_TOKEN: {
        "title": _("You are not signed in"),
        "text": _("What the sign-in service sent cannot be trusted. Begin anew; if it happens again, tell us."),
    },
    Problem.NO_IIN: {
        "title": _("The sign-in service did not give your IIN"),
        "text": _("Without it we cannot know whose record is yours. Begin anew and allow it to be handed over."),
    },
}
NOT_IN_REGISTER: Said = {
    "title": _("We do not find you in the register"),
    "text": _(
        "Your IIN is not in the register of health workers, or your account is closed. If you work in health care, ask "
        "the personnel service of your organisation to enter you. If you study, ask your school. Foreign specialists "
        "and representatives of organisations ask the contact centre for an account."
    ),
}
ASK_ADMINISTRATOR: Said = {
    "title": _("Your account is not linked to your IIN yet"),
    "text": _(
        "You have an account with an official role. Two administrators have to link it to your IIN once. Until then "
        "sign in by name and password."
    ),
}
