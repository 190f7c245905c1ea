"""Response headers that every page carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Nothing from elsewhere: scripts, styles and fonts are our own files, forms go back to us, nobody frames us.
PARTS = (
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(PARTS)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SafeHeaders:
    """Middleware: content security policy, permissions policy, and no caching unless the view says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers a view did not set itself."""
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy(getattr(response, "connects_to", "")))
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        return response


def policy(connects_to: str = "") -> str:
    """The policy of a page. ``connects_to``: an address beside ours with which its scripts may speak, such as that of
    the signing program on the reader's own computer; only the pages that ask for a signature name one."""
    return "; ".join((*PARTS, f"connect-src 'self' {connects_to}")) if connects_to else CONTENT_SECURITY_POLICY
