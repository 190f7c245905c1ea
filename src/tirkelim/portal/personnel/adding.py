"""Pages of entering a worker: find, fill in section by section, look at it all, enter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.identity.policy import Scope
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.law.book import current_book
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.finding import Status
from tirkelim.law.standards.duties import Duty, due_after_event
from tirkelim.portal.choices import diploma_names, language
from tirkelim.portal.edge import allow
from tirkelim.portal.errors import too_many
from tirkelim.portal.personnel import draft as drafts
from tirkelim.portal.personnel.access import Visit, own_organisation, room, visit
from tirkelim.portal.personnel.choices import position_titles
from tirkelim.portal.personnel.draft import Draft, Filled, Section
from tirkelim.portal.personnel.entering import Entered, enter, person_facts, to_enter
from tirkelim.portal.personnel.entry import Held, item_findings
from tirkelim.portal.personnel.find_forms import FindForm
from tirkelim.portal.personnel.items import items
from tirkelim.portal.personnel.jobs import other_main_words
from tirkelim.portal.personnel.lookups import minutes_to_wait
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import REASONS
from tirkelim.portal.personnel.values import written
from tirkelim.portal.personnel.vocabulary import label
from tirkelim.portal.show import Link, Row, Task
from tirkelim.register import commands, queries
from tirkelim.register.departure_queries import departure_on
from tirkelim.register.models import DepartureKind, Employment, PersonFact, Scheme
from tirkelim.register.names import fold
from tirkelim.register.scopes import organisation_scope, person_scope


@room("GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Look the person up by number first; numbers are sent by POST only, and counted."""
    at = visit(request)
    organisation = own_organisation(at, "employment.add")
    allow(request, "person.find", Scope(), at.moment)
    form = FindForm(request.POST or None, today=at.today)
    if request.method == "POST" and form.is_valid():
        minutes = minutes_to_wait(at.account, at.moment)
        return too_many(request, minutes=minutes) if minutes else found(at, organisation, form.cleaned_data)
    context = {"form": form, "crumbs": way(_("Enter a worker"))}
    return render(request, "portal/personnel/find.html", context, status=422 if form.errors else 200)


def found(at: Visit, organisation: UUID, given: dict[str, Any]) -> HttpResponse:
    """One's own worker: to the record. Someone else known: only the job is new. Nobody: a new person."""
    by_iin = given["by"] == "iin"
    numbers = {"iin": given["iin"]} if by_iin else {"passport": given["passport"]}
    person = queries.find_by_identifier(Scheme.IIN if by_iin else Scheme.PASSPORT, *numbers.values())
    if person is not None:
        queries.log_access(at.account.id, person, Purpose.FIND.value, at.moment)
        if organisation in person_scope(person, at.today).organisations:
            messages.info(at.request, _("This person works in your organisation already."))
            return redirect("staff_worker", person=person)
    away = None if person is None else departure_on(person, at.today)
    if away is not None and away.kind == DepartureKind.DEATH:
        messages.error(at.request, _("By the register the person with this number has died. Check the number."))
        return redirect("staff_add")
    draft = drafts.begin(at.request.session, organisation, person=person, **numbers)
    return redirect("staff_entry" if away is None else "staff_entry_return", draft=draft.id)


def open_draft(at: Visit, id: UUID) -> Draft:
    """The draft of this session, for the organisation it was begun for. Raises Http404."""
    draft = drafts.load(at.request.session, id)
    if draft is None:
        raise Http404
    allow(at.request, "employment.add", organisation_scope(draft.organisation, at.today), at.moment)
    return draft


@room("GET")
def entry(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The sections, with what is done and what is left."""
    at = visit(request)
    done = drafts.finished(request.session, draft)
    if done is not None:
        return redirect("staff_worker", person=done)
    held = open_draft(at, draft)
    answers = all_filled(held, at)
    tasks = [task(held, section, answers[section.key]) for section in held.sections()]
    context = {"draft": held, "tasks": tasks, "ready": ready(held, answers), "crumbs": way(_("Enter a worker"))}
    return render(request, "portal/personnel/entry.html", context)


def all_filled(draft: Draft, at: Visit) -> dict[str, Filled]:
    """The forms of all sections."""
    return {section.key: drafts.filled(draft, section, at.today) for section in draft.sections()}


def ready(draft: Draft, answers: dict[str, Filled]) -> bool:
    """Whether the worker can be entered: what must be is there, and nothing typed is wrong."""
    return all(
        answers[section.key].is_valid() if section.must or answers[section.key].answered else True
        for section in draft.sections()
    )


def task(draft: Draft, section: Section, state: Filled) -> Task:
    """A section as a line of the list."""
    href = reverse("staff_entry_section", args=[draft.id, section.key])
    if state.answered:
        return Task(section.title, "done" if state.is_valid() else "error", href)
    return Task(section.title, "to_do", href, "" if section.must else _("May be filled in later"))


@room("GET", "POST")
def entry_section(request: HttpRequest, draft: UUID, section: str) -> HttpResponse:
    """One section. What is typed is kept whether it is right or not."""
    at = visit(request)
    held = open_draft(at, draft)
    page = held.section(section)
    if request.method == "POST":
        held = drafts.keep(held, page, request.POST)
        drafts.store(request.session, held)
        state = drafts.filled(held, page, at.today)
        if state.is_valid() and page is drafts.SURNAME and not is_surname(held, state, at):
            minutes = minutes_to_wait(at.account, at.moment)
            if minutes:
                return too_many(request, minutes=minutes)
            state.form.add_error("surname", _("The person with this number has another surname. Check both."))
        elif state.is_valid():
            following = held.after(page)
            if following is None:
                return redirect("staff_entry_check", draft=held.id)
            return redirect("staff_entry_section", draft=held.id, section=following.key)
    else:
        state = drafts.filled(held, page, at.today)
    return show_section(at, held, page, state, status=422 if request.method == "POST" else 200)


def show_section(at: Visit, held: Draft, page: Section, state: Filled, status: int) -> HttpResponse:
    """The section's page. The form of a gate that is not open shows no errors of its own."""
    if state.answered and not state.counts():
        state.form._errors = ErrorDict()  # type: ignore[attr-defined]
    context = {
        "draft": held, "section": page, "gate": state.gate, "form": state.form, "title": page.title,
        "positions": position_titles(language()), "specialties": diploma_names(),
        "crumbs": way(Link(_("Enter a worker"), reverse("staff_entry", args=[held.id])), Link(page.title, "")),
    }  # fmt: skip
    return render(at.request, "portal/personnel/section.html", context, status=status)


def is_surname(draft: Draft, state: Filled, at: Visit) -> bool:
    """Whether the surname is that of the person who is known by the number, in any spelling."""
    facts = None if draft.person is None else queries.person_facts(draft.person, at.today, at.moment)
    held = [] if facts is None else [facts.surname_kk, facts.surname_ru, facts.surname_latin]
    known = {fold(name) for name in held if name}
    return fold(state.form.cleaned_data["surname"]) in known


@room("GET", "POST")
def entry_check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Everything at a glance, what would still be missing, and the button that enters."""
    at = visit(request)
    done = drafts.finished(request.session, draft)
    if done is not None:
        return redirect("staff_worker", person=done)
    held = open_draft(at, draft)
    answers = all_filled(held, at)
    if not ready(held, answers) or ("surname" in answers and not is_surname(held, answers["surname"], at)):
        messages.warning(request, _("Some sections need your attention first."))
        return redirect("staff_entry", draft=held.id)
    if request.method == "POST":
        return put_in(at, held, answers)
    context = {
        "draft": held, "cards": [card(held, section, answers[section.key]) for section in held.sections()],
        "missing": missing_views(held, answers), "due_on": due_on(answers, at),
        "crumbs": way(Link(_("Enter a worker"), reverse("staff_entry", args=[held.id])), Link(_("Check"), "")),
    }  # fmt: skip
    return render(request, "portal/personnel/check.html", context)


def put_in(at: Visit, held: Draft, answers: dict[str, Filled]) -> HttpResponse:
    """Enter, and go to the record. Someone entered meanwhile by another organisation is hired instead."""
    try:
        entered = enter(held, answers, at.account, at.moment)
    except commands.AlreadyKnown as known:
        other = held._replace(person=known.id)
        drafts.store(at.request.session, other)
        words = _(
            "Meanwhile another organisation has entered this person. Write the surname, then only the job is new."
        )
        messages.warning(at.request, words)
        return redirect("staff_entry", draft=held.id)
    except commands.Invalid as bad:
        messages.error(at.request, not_taken(bad))
        return redirect("staff_entry", draft=held.id)
    except (CommandIdReused, TimeClosed):
        messages.warning(at.request, _("This form was sent before. Look at the record, then send again."))
        return redirect("staff_entry", draft=held.id)
    drafts.finish(at.request.session, held, entered.person)
    announce(at, entered)
    return redirect("staff_worker", person=entered.person)


def not_taken(bad: commands.Invalid) -> str:
    """Why the register did not take an entry: the reason where it is about the person, else the fields."""
    if "person" in bad.errors:
        return str(REASONS.get(bad.errors["person"], label("person")))
    words = _("The register did not take this: %(fields)s. Check it and send again.")
    return words % {"fields": ", ".join(str(label(name)) for name in bad.errors)}


def announce(at: Visit, entered: Entered) -> None:
    """Say what happened, and what only another organisation can put right."""
    messages.success(at.request, _("The worker is in the register."))
    if entered.other_main:
        messages.warning(at.request, other_main_words())


def card(draft: Draft, section: Section, state: Filled) -> dict[str, Any]:
    """A section as a card of answers, with a link to change it."""
    href = reverse("staff_entry_section", args=[draft.id, section.key])
    return {
        "title": section.title,
        "rows": rows(state),
        "links": [Link(_("Change"), href, section.title)],
    }


def rows(state: Filled) -> list[Row]:
    """The answers of a section as words; nothing for what was left empty."""
    if not state.answered:
        return [Row(_("Not filled in"), _("may be filled in later"))]
    if not state.counts() and state.gate is not None:
        chosen = dict(state.gate.choices).get(state.choice(), "")
        return [Row(state.gate.fields["now"].label or "", chosen)]
    found = (
        state.form.terms() | {"hired_on": state.form.cleaned_data["hired_on"]}
        if hasattr(state.form, "terms")
        else state.form.facts()
    )
    return [Row(label_of(state, name), written(name, value)) for name, value in found.items() if shows(name, value)]


def shows(name: str, value: Any) -> bool:
    """What was left empty is not shown, but for a patronymic that does not exist."""
    return value is not None and (value != "" or name.startswith("patronymic"))


def label_of(state: Filled, name: str) -> Any:
    """The label of an answer, as its page has it."""
    field = state.form.fields.get(name)
    return label(name) if field is None or name == "position" or name == "is_main" else field.label


def missing_views(draft: Draft, answers: dict[str, Filled]) -> list[Any]:
    """The items of p.8 that would be missing if this were entered now; none for someone the register knows."""
    if draft.person is not None:
        return []
    names = {field.name for field in PersonFact._meta.concrete_fields}
    facts = PersonFact(**{name: value for name, value in person_facts(answers).items() if name in names})
    held = Held(
        iin=bool(draft.iin),
        education=to_enter(answers, "education"),
        certificate=to_enter(answers, "certificate"),
        training=to_enter(answers, "training"),
        jobs=(Employment(organisation_id=draft.organisation, position_title="-"),),
    )
    return items(one for one in item_findings(facts, held) if one.status == Status.NOT_MET)


def due_on(answers: dict[str, Filled], at: Visit) -> Any:
    """The last day for the entry; None outside the calendar or before the wording held."""
    try:
        return due_after_event(Duty.REGISTER_ENTRY, answers["job"].form.cleaned_data["hired_on"], current_book())
    except (CalendarNotKnown, LookupError):
        return None


@room("POST")
def entry_give_up(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Forget what was typed."""
    visit(request)
    drafts.give_up(request.session, draft)
    messages.info(request, _("What you had typed is deleted. Nothing was entered."))
    return redirect("staff")


def way(*steps: Any) -> list[Link]:
    """The way from the list of workers to here."""
    links = [step if isinstance(step, Link) else Link(step, "") for step in steps]
    return [Link(_("Staff"), reverse("staff")), *links]
