"""The few words of the stand-in's window, in the languages that a page may ask for."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What the window says in one language."""

    lang: str
    title: str
    nothing: str
    what: str
    keys: str
    others: str
    cancel: str
    signed: str
    cancelled: str
    go_back: str


WORDS = {
    "kk": Words(
        "kk", "NCALayer орнындағы бағдарлама (сынақ)", "Қол қоюды күтіп тұрған ештеңе жоқ.", "Неге қол қойылады",
        "Лайықты кілттер", "Басқа кілттер (жарамсыздары да)", "Бас тарту", "Қол қойылды.", "Бас тартылды.",
        "Бұл терезені жауып, сайтқа оралыңыз.",
    ),
    "ru": Words(
        "ru", "Программа вместо NCALayer (для испытаний)", "Ничто не ждёт подписи.", "Что подписывается",
        "Подходящие ключи", "Другие ключи (и негодные)", "Отменить", "Подписано.", "Отменено.",
        "Закройте это окно и вернитесь на сайт.",
    ),
    "en": Words(
        "en", "In place of NCALayer (for trying out)", "Nothing waits to be signed.", "What is signed",
        "Keys that fit", "Other keys (unfit ones too)", "Cancel", "Signed.", "Cancelled.",
        "Close this window and go back to the site.",
    ),
}  # fmt: skip
"""By language."""
