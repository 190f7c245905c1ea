"""``tirkelim signature``: a signature checked again (``verify``), or given to other programs (``export``)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from tirkelim.signatures import trust
from tirkelim.signatures.export import export
from tirkelim.signatures.fitness import Unfit
from tirkelim.signatures.ground import Damaged
from tirkelim.signatures.later import Outcome, verify_again, verify_stored
from tirkelim.signatures.models import Signature


class Command(BaseCommand):
    """Exit status 0: the signature holds; 1: it does not, or could not be read."""

    help = "Verify a stored signature from what was kept with it (no network), or export it for other programs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One signature, by its id or by its files."""
        tasks = parser.add_subparsers(dest="task", required=True)
        verifying = tasks.add_parser("verify", help="check a signature again and say what it rests on")
        verifying.add_argument("id", nargs="?", help="its id in this system")
        verifying.add_argument("--cms", type=Path, help="instead of an id: file of the signature (DER)")
        verifying.add_argument("--content", type=Path, help="file with what was signed")
        verifying.add_argument("--evidence", type=Path, help="file with the evidence")
        verifying.add_argument("--anchors", type=Path, help="folder of trusted authorities (default: the setting)")
        verifying.add_argument("--json", action="store_true", help="print JSON")
        exporting = tasks.add_parser("export", help="write a signature and its evidence as files")
        exporting.add_argument("id", help="its id in this system")
        exporting.add_argument("folder", type=Path, help="where to; made if need be")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the one task."""
        try:
            if options["task"] == "export":
                self._export(_stored(options["id"]), options["folder"])
            else:
                self._tell(self._verify(options), options["json"])
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault

    def _verify(self, options: dict[str, Any]) -> Outcome:
        anchors = trust.load(options["anchors"]) if options["anchors"] else trust.configured()
        if options["id"]:
            return verify_stored(_stored(options["id"]), anchors)
        cms, content, evidence = (options[name] for name in ("cms", "content", "evidence"))
        if None in (cms, content, evidence):
            raise CommandError("Give an id, or all of --cms, --content and --evidence.")
        return verify_again(cms.read_bytes(), content.read_bytes(), evidence.read_bytes(), anchors)

    def _tell(self, outcome: Outcome, as_json: bool) -> None:
        if as_json:
            lines = [
                {"checked": line.checked, "holds": line.holds, "rests_on": line.rests_on} for line in outcome.lines
            ]
            self.stdout.write(json.dumps({"fit": outcome.fit, "lines": lines}, ensure_ascii=False, indent=2))
        else:
            for line in outcome.lines:
                self.stdout.write(f"{'ok ' if line.holds else 'BAD'}  {line.checked}: {line.rests_on}")
        if not outcome.fit:
            raise CommandError("The signature does not hold.")
        if not as_json:
            self.stdout.write("The signature holds.")

    def _export(self, signature: Signature, folder: Path) -> None:
        if signature.cms is None or signature.content is None or signature.evidence is None:
            raise CommandError("The signature's bytes were erased.")
        try:
            written = export(bytes(signature.cms), bytes(signature.content), bytes(signature.evidence), folder)
        except (Damaged, Unfit) as fault:
            raise CommandError("The signature or its evidence is damaged: verify it to see where.") from fault
        for path in written:
            self.stdout.write(str(path))


def _stored(given: str) -> Signature:
    try:
        return Signature.objects.get(pk=UUID(given))
    except (ValueError, Signature.DoesNotExist) as fault:
        raise CommandError("No signature has this id.") from fault
