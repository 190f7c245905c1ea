"""The keys from which one is chosen: PKCS#12 files in a folder, all with the same password of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from tirkelim.standins.authority import Authority, Key, sign_cms
from tirkelim.standins.ncalayer.protocol import SignRequest

PASSWORD = "tirkelim-demo"  # noqa: S105 - keys of the test authority, which nobody trusts
SUFFIX = ".p12"


@dataclass(frozen=True)
class KeyFile:
    """A key in a file. Its name is made of the account's, the role and, for an unfit one, what is wrong with it."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @cached_property
    def key(self) -> Key:
        """The key itself. Raises ValueError for a file that is none of ours."""
        return Key.from_p12(self.path.read_bytes(), PASSWORD)

    @property
    def holder(self) -> str:
        """Whom the certificate names, with the organisation."""
        names = [NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME]
        found = [part for name in names for part in self.key.certificate.subject.get_attributes_for_oid(name)]
        return ", ".join(str(part.value) for part in found)

    def carries(self, marks: tuple[str, ...]) -> bool:
        """Whether the certificate carries every one of these marks."""
        try:
            usage = self.key.certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            return not marks
        return set(marks) <= {one.dotted_string for one in usage}

    def sign(self, request: SignRequest, authority: Authority | None) -> bytes:
        """A signature over what is asked, time stamped by the authority where that is wanted."""
        tsa = authority if request.time_stamp else None
        return sign_cms(self.key, request.content, encapsulate=request.encapsulate, tsa=tsa)


def read_keys(folder: Path) -> list[KeyFile]:
    """The keys of a folder, by name."""
    return [KeyFile(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
