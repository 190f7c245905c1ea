"""Files of results: taken once, kept while the form is mended, opened only for their owner."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from tirkelim.documents.errors import EvidenceError
from tirkelim.documents.models import EvidenceFile
from tirkelim.documents.store import digest_of
from tirkelim.identity.policy import Scope, may
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow
from tirkelim.portal.keeping import Sent, keep_once
from tirkelim.portal.ledger.access import Visit
from tirkelim.portal.ledger.forms import ResultForm, kept_id
from tirkelim.portal.serving import serve_file

FILES = ("evidence", "translation")
KIND = "activity"


def files_of(ids: Iterable[UUID | None]) -> dict[UUID, EvidenceFile]:
    """The files with these ids."""
    wanted = [one for one in ids if one is not None]
    return {file.id: file for file in EvidenceFile.objects.filter(pk__in=wanted)}


def kept_files(at: Visit, standing: dict[str, UUID | None]) -> dict[str, EvidenceFile]:
    """The files that the form has already: from an earlier attempt, else those of the stored result."""
    ids = {name: kept_id(at.request.POST.get(f"kept_{name}", "")) or standing.get(name) for name in FILES}
    own = files_of(ids.values())
    return {
        name: own[id] for name, id in ids.items() if id is not None and id in own and own[id].owner_stream == at.stream
    }


def keep(at: Visit, form: ResultForm) -> None:
    """Take the files that were sent, whatever else in the form is to be mended; a bad one is an error of its field."""
    for name in FILES:
        sent = form.cleaned_data.get(name) if hasattr(form, "cleaned_data") else None
        if sent is None:
            continue
        allow(at.request, "evidence.add", Scope(person=at.person), at.moment)
        try:
            form.kept[name] = _kept(at, name, sent)
        except EvidenceError as fault:
            form.add_error(name, fault.text(language()))


def _kept(at: Visit, which: str, sent: UploadedFile) -> EvidenceFile:
    """A form shown again may be sent with another file: each content is kept under its own name."""
    content = sent.read()
    file = Sent(at.stream, KIND, sent.name or "", content)
    return keep_once(at.request, at.moment, file, f"{which}:{digest_of(content)}")


def give(at: Visit, file: UUID | None) -> HttpResponseBase:
    """One's own file as a download. The right is checked at this very read."""
    if file is None:
        raise Http404
    scope = Scope(person=at.person)
    return serve_file(file, at.stream, lambda: may(at.account, "evidence.read", scope, on=at.today))


def name_of(file: EvidenceFile | None) -> str:
    """What the file was called by its sender."""
    return file.original_name if file is not None else _("no file")
