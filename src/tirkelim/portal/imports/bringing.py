"""Bringing a table: the empty one to fill in, and the full one to check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import CommandIdReused
from tirkelim.national.imports.issue_texts import issue_text
from tirkelim.national.imports.rows import TableError
from tirkelim.national.imports.runs import create_run
from tirkelim.national.imports.store import TooLarge
from tirkelim.national.imports.template import described, template_csv, template_xlsx
from tirkelim.national.models import ImportRun, RunState
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.imports.access import Owner, owners, room, visit
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.personnel.access import Visit
from tirkelim.portal.serving import kept_by_reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ZIP = b"PK\x03\x04"
ENDINGS = {"xlsx": "xlsx", "xlsm": "xlsx", "csv": "csv", "txt": "csv", "tsv": "csv", "xls": "xlsx"}
"""Kinds of tables by the endings of their names; the old Excel is told apart by its content."""
MANY = "many"
NO_TABLE = _("This is not a table that can be read. In your spreadsheet save it as XLSX or as CSV and choose it again")


class BringForm(PortalForm):
    """A table, and whose workers it holds where the account works for several."""

    owner = forms.ChoiceField(label=_("Whose workers are in the table?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("The table"),
        error_messages={"required": _("Choose the table")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, owners: list[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {MANY if one.id is None else str(one.id): one for one in owners}
        choices = [(key, owner_option(one)) for key, one in self.owners.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        if len(owners) == 1:
            del self.fields["owner"]
        most = {"most": settings.IMPORT_MEGABYTES}
        self.fields["file"].help_text = _("Excel (XLSX) or CSV, at most %(most)d MB") % most

    def clean_file(self) -> UploadedFile:
        """The file, if it can be a table at all."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MEGABYTES * 1024 * 1024:
            raise too_large()
        if kind_of(file) is None:
            raise ValidationError(NO_TABLE, code="kind")
        return file

    def whose(self) -> UUID | None:
        """The organisation whose workers the table holds; None: those of many."""
        chosen = self.cleaned_data.get("owner") or next(iter(self.owners))
        return self.owners[chosen].id


def owner_option(one: Owner) -> str | OptionWithHint:
    """Whose workers, as an option."""
    if one.id is None:
        return OptionWithHint(gettext("Workers of many organisations"), gettext("A column holds the BIN of each"))
    return OptionWithHint(one.name, gettext("BIN %(number)s") % {"number": one.bin})


def too_large() -> ValidationError:
    """The file is larger than the limit."""
    words = _("The file is larger than %(most)d MB. Save it as CSV, which is smaller, or split it")
    return ValidationError(words, code="too_large", params={"most": settings.IMPORT_MEGABYTES})


def kind_of(file: UploadedFile) -> str | None:
    """Which kind of table a file is, by its content and its name; None for anything else."""
    head = file.read(4)
    file.seek(0)
    if head == ZIP:
        return "xlsx" if not str(file.name).lower().endswith((".docx", ".pptx", ".zip", ".ods", ".odt")) else None
    ending = str(file.name).rpartition(".")[2].lower()
    return None if head.startswith((b"%PDF", b"\xff\xd8", b"\x89PNG")) else ENDINGS.get(ending)


@csrf_exempt  # asked for below: here the body, which may be large, is not read before the right is known
@room("GET", "POST")
def bring(request: HttpRequest) -> HttpResponse:
    """The template, and the form for a table."""
    owners(visit(request))
    answer: HttpResponse = _bring(request)
    return answer


@csrf_protect
def _bring(request: HttpRequest) -> HttpResponse:
    at = visit(request)
    sent = request.method == "POST"
    form = BringForm(request.POST if sent else None, request.FILES if sent else None, owners=owners(at))
    if sent and form.is_valid():
        brought = _brought(at, form)
        if brought is not None:
            return redirect("imports_columns", brought)
    many = any(one.id is None for one in form.owners.values())
    context = {
        "form": form,
        "hidden": hidden(),
        "columns": described(at.today, many_organisations=many),
        "crumbs": crumbs(gettext("Bring a table")),
    }
    return render(request, "portal/imports/bring.html", context, status=422 if form.errors else 200)


def _brought(at: Visit, form: BringForm) -> UUID | None:
    """Store the file as a run; or say on the form what is wrong with it."""
    file: UploadedFile = form.cleaned_data["file"]
    made = command(at.request, at.moment)
    try:
        done = create_run(made, form.whose(), str(file.name), kind_of(file) or "", file.chunks())
    except TooLarge:
        form.add_error("file", too_large())
    except TableError as bad:
        said = issue_text(bad.code, bad.params)
        form.add_error("file", ValidationError(f"{said.what} {said.now}", code=bad.code))
    except CommandIdReused:
        words = gettext("This form was sent before. Choose the table again and send it once more.")
        form.add_error(None, ValidationError(words))
    except Denied:
        raise Http404 from None
    else:
        run = UUID(done.result["run"])
        _tell_of_the_same(at, run)
        return run
    return None


def _tell_of_the_same(at: Visit, run: UUID) -> None:
    """Say that the very same file has been written before."""
    row = ImportRun.objects.get(pk=run)
    same = ImportRun.objects.filter(organisation=row.organisation, sha256=row.sha256, state=RunState.DONE)
    if same.exclude(pk=run).exists():
        messages.info(
            at.request, gettext("The very same file was written before. Bringing it once more changes nothing.")
        )


@room("GET")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty table in the reader's language."""
    at = visit(request)
    own = owners(at)
    many = any(one.id is None for one in own)
    name = gettext("workers-template")
    if kind == "xlsx":
        return kept_by_reader(template_xlsx(at.today, many_organisations=many), XLSX, f"{name}.xlsx")
    if kind == "csv":
        return kept_by_reader(template_csv(many_organisations=many).encode(), CSV, f"{name}.csv")
    raise Http404
