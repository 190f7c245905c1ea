"""A search by name survives another language and another day: its form is sent again, as no address bears a name.

A view that searches calls `keep(request)`; the forms of languages and of days then carry what was sent. Both answer
with 307, on which the browser sends the same once more to the new address.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect

DAYS = ("on", "known")
NOT_AGAIN = frozenset({*DAYS, "csrfmiddlewaretoken", "page", "skip", "format", "language", "next", "again"})
"""What is not sent again: the days, which go into the address, the place within the list, and what others send."""
MARK = "again"
"""The field by which the form of languages says that more than the language was sent."""


def keep(request: HttpRequest) -> None:
    """Let the page's forms of languages and days carry what this search was sent."""
    if request.method == "POST":
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        request.again = tuple(pair for pair in sent if pair[0] not in NOT_AGAIN)  # type: ignore[attr-defined]


def is_kept(request: HttpRequest) -> bool:
    """Whether the page of this request can be sent again."""
    return hasattr(request, "again")


def on_other_days(request: HttpRequest) -> HttpResponseRedirect | None:
    """The way to the same search on the days that the form of days has sent; None for any other request."""
    if request.method != "POST" or not any(name in request.POST for name in DAYS):
        return None
    if all(request.POST.get(name, "") == request.GET.get(name, "") for name in DAYS):
        return None  # what was sent again is where it belongs
    address = request.GET.copy()
    for name in (*DAYS, "page", "after"):
        address.pop(name, None)
    for name in DAYS:
        if request.POST.get(name, ""):
            address[name] = request.POST[name]
    after = f"{request.path}?{address.urlencode()}" if address else request.path
    return HttpResponseRedirect(after, preserve_request=True)
