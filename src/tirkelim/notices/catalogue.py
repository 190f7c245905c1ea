"""The one catalogue of what people are told. A text names nobody and gives no reasons: only that something is there and
where to look, since a short message is read by whoever holds the telephone.

Services add texts of their own under ``<service>.<step>``; a step without one has the text of ``case.<step>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tirkelim.law.messages.dates import write_date

Text = str | Promise

_texts: dict[str, Text] = {
    "case.accepted": _("Application %(number)s is accepted. The answer is due by %(due)s."),
    "case.asked": _("Application %(number)s: a document is missing. Please open your cabinet. The term runs on."),
    "case.granted": _("Application %(number)s: the certificate is granted. It is in your cabinet."),
    "case.refused": _("Application %(number)s: the answer with its reasons is in your cabinet."),
    "case.declined": _("Application %(number)s is not accepted: see in your cabinet what is missing, and apply again."),
    "case.intended": _("Application %(number)s: a refusal is intended. Please read it in your cabinet and answer."),
    "case.complaint_answered": _("Application %(number)s: the complaint is answered. See your cabinet."),
    "case.complaint_upheld": _("Application %(number)s: the complaint is upheld. A new answer is due by %(due)s."),
    "case.complaint_upheld_undated": _("Application %(number)s: the complaint is upheld. It is decided again."),
    "certificate_withdrawn": _("Your certificate was withdrawn. The ground is in your cabinet."),
    "certificate_restored": _("The withdrawal of your certificate was taken back. Details are in your cabinet."),
    "certificate_ends": _("Last day of your certificate: %(day)s. Ask for its confirmation in your cabinet."),
    "certificate_ends_short": _(
        "Last day of your certificate: %(day)s. For its confirmation you lack %(hours)s hours of further education."
    ),
    "certificate_ends_level": _(
        "Last day of your certificate: %(day)s. See “My development” for what your level needs."
    ),
    "training_lapses": _(
        "Your certificate without a term holds until %(day)s. To keep it, pass further education by then."
    ),
    "conformity_withdrawn": _("Your certificate of conformity was withdrawn. The ground is in your cabinet."),
    "conformity_ends": _("Last day of your certificate of conformity: %(day)s. It can be extended in your cabinet."),
    "conformity_ask_extension": _(
        "The extension of your certificate of conformity has to be asked for by %(day)s. See your cabinet."
    ),
    "conformity_ask_reissue": _(
        "The re-issue of your certificate of conformity has to be asked for by %(day)s. See your cabinet."
    ),
    "licence_staff_short": _(
        "Licence: since %(day)s a subtype is short of certified staff. See the licence's staff in your cabinet."
    ),
    "licence_suspended": _("Your licence or an annex to it was suspended. The ground is in your cabinet."),
    "licence_resumed": _("Your licence or an annex to it is valid again. See your cabinet."),
    "licence_withdrawn": _("Your licence or an annex to it was withdrawn. The ground is in your cabinet."),
    "licence_terminated": _("Your licence or an annex to it has ended. The ground is in your cabinet."),
    "visit_off": _("The visit of permit control planned for you on %(day)s is off. See your calendar."),
    "visit_planned": _("A visit of permit control is planned for you on %(day)s. See your calendar."),
    "sitting_called": _("The commission sits on %(day)s. See the agenda under “Commission”."),
    "sitting_off": _("The sitting of the commission on %(day)s is off."),
    "minutes_to_sign": _("The minutes of the sitting on %(day)s are drawn up. Please read and sign them."),
    "licence_staff_office": _("Licences: new shortages of certified staff are on your department's list."),
    "results_to_review": _("Results of professional development wait for the personnel service. See “Confirmations”."),
    "results_to_confirm": _("Results of professional development wait for your word as head. See “Confirmations”."),
    "results_sent_back": _("The head has sent results back to the personnel service. See “Confirmations”."),
}


def add(texts: Mapping[str, Text]) -> None:
    """Add texts of a service, by key. Raises ValueError where a key has another text already."""
    for key, text in texts.items():
        if _texts.setdefault(key, text) is not text and str(_texts[key]) != str(text):
            raise ValueError(f"{key} has a text already")


def key_of(service: str, what: str) -> str:
    """The key of what is said about a step of a service's application. Raises KeyError for a step without words."""
    own, of_all = f"{service}.{what}", f"case.{what}"
    if own not in _texts and of_all not in _texts:
        raise KeyError(own)
    return own if own in _texts else of_all


def keys() -> tuple[str, ...]:
    """Every key, in the order of the catalogue."""
    return tuple(_texts)


def write(what: str, words: Mapping[str, str], language: str) -> str:
    """What a notice says in kk, ru or en. Days are stored as ISO days and written out, hours with a decimal point.

    Raises KeyError for a key that the catalogue does not have or a word that is missing.
    """
    filled = {name: _written(name, value, language) for name, value in words.items()}
    with override(language):
        return str(_texts[what]) % filled


def _written(name: str, value: str, language: str) -> str:
    if name in ("day", "due"):
        return value and write_date(date.fromisoformat(value), language)
    if name == "hours" and language != "en":
        return value.replace(".", ",")
    return value
