"""Words of the desk: states, routes, outcomes, kinds of findings, problems; in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.states import State
from tirkelim.gateway.records import DataSet
from tirkelim.law.messages import catalogue, term
from tirkelim.law.order_274_certificates.route import Route
from tirkelim.services.certificate.officer import CHECKS, FindingKind
from tirkelim.services.certificate.sources import IN_LAW
from tirkelim.services.conformity.officer import ConformityFinding
from tirkelim.services.level.officer import LevelFinding
from tirkelim.services.licence.officer import BARS, HELD

Text = str | Promise

STATE_COLOURS = {
    State.DRAFT: "grey",
    State.CONSIDERED: "teal",
    State.ASKED: "yellow",
    State.AT_HEAD: "teal",
    State.HEARING: "yellow",
    State.AT_COMMISSION: "blue",
    State.DECLINED: "red",
    State.DONE: "green",
    State.GRANTED: "green",
    State.REFUSED: "red",
    State.WITHDRAWN: "grey",
}

BY_LETTER: Text = _(
    "Settles the question while the system is silent: its own answer counts again once it comes. Name the answer you "
    "received from its owner."
)
CERTIFICATE_FINDINGS: dict[str, tuple[Text, Text]] = {
    FindingKind.UNTRUE: (
        _("A document or data are untrue"),
        _("Refusal ground 1. Name the answer or the check that proves it."),
    ),
    FindingKind.NEGATIVE_ANSWER: (
        _("A state body gave a negative answer, or a check ended negatively"),
        _("Refusal ground 3. Name the letter, expert opinion or act of the check."),
    ),
    FindingKind.COURT_BAN: (
        _("A court decision in force prohibits the activity"),
        _("Refusal ground 4. Name the court, the number and the day the decision came into force."),
    ),
    FindingKind.SPECIAL_RIGHT: (
        _("A court sentence in force takes away a special right connected with the service"),
        _("Refusal ground 5. Name the court, the number and the day the sentence came into force."),
    ),
    FindingKind.NO_BAN: (
        _("Checked: there is no prohibition of activity"),
        _("Settles the question while the legal statistics system is silent. Name the answer you received."),
    ),
    FindingKind.EDUCATION_HELD: (_("Checked: the diploma is in the education records"), BY_LETTER),
    FindingKind.EDUCATION_NOT_HELD: (_("Checked: the education records do not have the diploma"), BY_LETTER),
    FindingKind.ASSESSMENT_PASSED: (_("Checked: the assessment is passed"), BY_LETTER),
    FindingKind.ASSESSMENT_FAILED: (_("Checked: the assessment is not passed"), BY_LETTER),
    FindingKind.ASSESSMENT_NOT_HELD: (_("Checked: there is no result of an assessment"), BY_LETTER),
    FindingKind.WORK_HELD: (_("Checked: the labour contracts are accounted for"), BY_LETTER),
    FindingKind.WORK_NOT_HELD: (_("Checked: no labour contract is accounted for"), BY_LETTER),
    FindingKind.CERTIFICATE_HELD: (_("Checked: the certificate is in the service of certificates"), BY_LETTER),
    FindingKind.CERTIFICATE_NOT_HELD: (_("Checked: the service of certificates has none in the specialty"), BY_LETTER),
    FindingKind.NAME_CHANGE_HELD: (_("Checked: the change of name is in the civil status records"), BY_LETTER),
    FindingKind.UNINTERRUPTED: (
        _("Service in the specialty was uninterrupted"),
        _("Settles the question where contracts leave a gap, such as leave. Name the document that shows it."),
    ),
    FindingKind.INTERRUPTED: (
        _("Service in the specialty was interrupted"),
        _("Settles the question the other way. Name the document that shows it."),
    ),
}
"""What an officer can establish about a certificate: in plain words, and what it leads to."""

LEVEL_FINDINGS: dict[str, tuple[Text, Text]] = {
    LevelFinding.MANAGEMENT: (
        _("The worker has experience of management in the sector"),
        _("For level 8 by higher education. Name the orders or the labour book."),
    ),
    LevelFinding.NO_MANAGEMENT: (
        _("The worker has no experience of management in the sector"),
        _("Level refused on ground 1. Name what you checked."),
    ),
    LevelFinding.COMMISSIONS: (
        _("Three works in the expert commission stand in place of credit units"),
        _("Settles what is never decided automatically. Name the extracts of the minutes."),
    ),
    LevelFinding.NO_COMMISSIONS: (
        _("Works in the expert commission do not count"),
        _("The volume of credit units is then asked in full. Name what you checked."),
    ),
    LevelFinding.HEAD_ALONE: (
        _("The organisation has no personnel service: the head alone confirms"),
        _("Settles the question of the second signature. Name the document that shows it."),
    ),
    LevelFinding.NOT_HEAD_ALONE: (
        _("The organisation has a personnel service: the head alone does not suffice"),
        _("Results count as not confirmed. Name the document that shows it."),
    ),
    LevelFinding.MAIN_SPECIALTY: (
        _("The worker holds the main specialty of the specialisation"),
        _("Settles what the list of 218/2020 says. Name the certificate or level."),
    ),
    LevelFinding.NO_MAIN_SPECIALTY: (
        _("The worker does not hold the main specialty of the specialisation"),
        _("Level refused on ground 5. Name what you checked."),
    ),
    LevelFinding.FUNCTIONS: (
        _("The labour functions of the level are proven"),
        _("By the electronic register of services, or by a report signed by the head of the unit. Name it."),
    ),
    LevelFinding.NO_FUNCTIONS: (
        _("The labour functions of the level are not proven"),
        _("Level refused on ground 3. Name the report or the register that you looked at."),
    ),
    LevelFinding.UNFIT_DOCUMENT: (
        _("A document for the level is untrue or does not meet its requirement"),
        _("Level refused on ground 6. Name the document and the check."),
    ),
}
"""What an officer can establish about a level."""
SERVICE_FINDINGS: dict[str, tuple[Text, Text]] = {
    kind: CERTIFICATE_FINDINGS[kind] for kind in (FindingKind.UNINTERRUPTED, FindingKind.INTERRUPTED)
}
"""What is established alike for a certificate and for a level: whether service was interrupted."""

PROBLEMS: dict[str, Text] = {
    "requirements_not_met": _("This cannot be granted: a requirement is not met or not known."),
    "no_ground": _("The application cannot be refused: the facts give no ground."),
    "acceptance_owed": _("The application is complete: it has to be accepted."),
    "hearing_owed": _("The applicant is heard before a refusal: show the intended refusal first."),
    "shown_already": _("The applicant has been shown these grounds."),
    "hearing_open": _("The applicant may still answer the intended refusal."),
    "package_incomplete": _("Documents are missing or have expired: only a whole application goes to the commission."),
    "no_commission_here": _("Only an application for issue goes to the commission."),
    "licence_not_standing": _("The licence or annex that this is about has ended in the meantime."),
    "base_elsewhere": _("The register has a base of this application at another address than the one visited."),
    "of_another_holder": _("A production base of the application belongs to another holder."),
    "certificate_not_standing": _("The certificate that this is about was withdrawn or replaced in the meantime."),
    "resolved_already": _("The commission has resolved on this application already."),
    "no_payment_begun": _("No payment of this application is open: there is nothing to ask about."),
    "not_in_this_state": _("This can no longer be done: the application has moved on."),
    "no_document_named": _("Choose at least one document."),
    "reference_missing": _("Name the document that the finding rests on."),
    "no_such_finding": _("The finding was taken back already."),
    "command_reused": _("This page was sent before with other answers. Look at the application again."),
}


def language() -> str:
    """The language of the page: kk, ru or en."""
    return (get_language() or "kk")[:2]


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def vocabulary(key: str) -> str:
    """A word of the law's vocabulary; the key's last part where there is none."""
    return term(key, language()) if f"term.{key}" in catalogue() else key.rpartition(".")[2]


def certificate_route(action: str) -> str:
    """First certificate, or confirmation, by the action of the standard."""
    route = {"issue": Route.INITIAL, "confirm": Route.CONFIRMATION}.get(action)
    return sentence(vocabulary(f"certificate.route.{route}")) if route else "–"


CLAIMS: dict[str, Text] = {"certificate": _("Specialist certificate"), "level": _("Qualification level")}
"""What can be claimed, by the name of the verdict."""

WAITS: dict[str, Text] = {
    "level.education": _("education of the level"),
    "level.sequence": _("the level held"),
    "level.service": _("whether service was uninterrupted"),
    "level.assessment": _("the result of the assessment"),
    "level.labour_functions": _("the report on labour functions"),
    "level.cpd_confirmation": _("the confirmation of results"),
    "level.specialisation": _("whether the main specialty is held"),
    "cpd.total": _("the total of credit units"),
    "cpd.further_education": _("units of further education"),
    "cpd.non_formal_and_competencies": _("units of non-formal education and competencies"),
    "cpd.expert_commission": _("work in the expert commission"),
    "officer.management_experience": _("experience of management"),
    "officer.expert_commission": _("work in the expert commission"),
    "officer.head_alone": _("the confirmation by the head alone"),
    "officer.main_specialty": _("whether the main specialty is held"),
    "conformity.profession": _("the profession"),
    "conformity.points.higher_education": _("higher education"),
    "conformity.points.academic_degree": _("the academic degree"),
    "conformity.points.english": _("the certificate to teach English"),
    "conformity.points.service": _("the length of service"),
    "conformity.threshold": _("the points"),
    "conformity.qualification": _("whether qualification and education meet the profession"),
    "conformity.recommendation": _("the recommendation of the commission"),
    "conformity.true_data": _("whether documents and data are true"),
    "conformity.extension": _("the term of the labour contract"),
    "conformity.certificate_alive": _("the certificate held"),
    "licence.documents": _("which documents the state systems hold"),
    "licence.paper_original": _("whether it was given on paper"),
    "licence.fee_paid": _("the fee"),
    "licence.court_ban": _("whether a court has banned the activity"),
    "licence.approving_body": _("the answers of the state bodies that have to agree"),
    "licence.debtor_ban": _("whether a court forbids it to a debtor"),
    "licence.true_data": _("whether documents and data are true"),
    "licence.special_right": _("whether a court has taken the special right"),
    "licence.consent": _("the consent"),
    "licence.qualification": _("whether the subtypes meet the qualification requirements"),
    "licence.permit_control": _("the act of the visit"),
    "licence.visit_notice": _("the notice of the visit"),
}
"""What a claim waits for that no state system answers: requirements that are not known, what only an officer can say,
what only the commission can."""
BY_COMMISSION = frozenset({"conformity.qualification", "conformity.recommendation"})
"""What the commission says."""
BY_VISIT = frozenset({"licence.qualification", "licence.permit_control", "licence.visit_notice"})
"""What the visit of permit control says."""
SETTLED_BY: dict[str, tuple[str, ...]] = {
    **{IN_LAW[data_set].value: tuple(kinds) for data_set, kinds in CHECKS.items()},
    IN_LAW[DataSet.BANS].value: (FindingKind.NO_BAN, FindingKind.COURT_BAN),
    "level.service": (LevelFinding.UNINTERRUPTED, LevelFinding.INTERRUPTED),
    "level.labour_functions": (LevelFinding.FUNCTIONS, LevelFinding.NO_FUNCTIONS),
    "level.specialisation": (LevelFinding.MAIN_SPECIALTY, LevelFinding.NO_MAIN_SPECIALTY),
    "conformity.true_data": (ConformityFinding.CHECKED_TRUE, ConformityFinding.UNTRUE),
    "cpd.expert_commission": (LevelFinding.COMMISSIONS, LevelFinding.NO_COMMISSIONS),
    "officer.management_experience": (LevelFinding.MANAGEMENT, LevelFinding.NO_MANAGEMENT),
    "officer.expert_commission": (LevelFinding.COMMISSIONS, LevelFinding.NO_COMMISSIONS),
    "officer.head_alone": (LevelFinding.HEAD_ALONE, LevelFinding.NOT_HEAD_ALONE),
    "officer.main_specialty": (LevelFinding.MAIN_SPECIALTY, LevelFinding.NO_MAIN_SPECIALTY),
    "licence.documents": tuple(kind for pair in HELD.values() for kind in pair),
    "licence.court_ban": BARS["court_ban"],
    "licence.approving_body": BARS["negative_answer"],
    "licence.debtor_ban": BARS["debtor_ban"],
    "licence.true_data": BARS["untrue_data"],
    "licence.special_right": BARS["special_right_lost"],
}
"""The findings that answer what a claim waits for."""


def level_route(action: str) -> str:
    """Why a level is asked for: initial, next, confirmation and so on."""
    return sentence(vocabulary(f"level.route.{action}")) if action else "–"


def waits_in_words(name: str) -> str:
    """What a case waits for: a data set of a state system, a requirement, or an officer's own finding."""
    return str(WAITS[name]) if name in WAITS else vocabulary(f"certificate.data_set.{name}")


def problem_in_words(code: str) -> str:
    """What to tell the officer about a problem."""
    return str(PROBLEMS.get(code, _("This could not be done. Look at the application again.")))
