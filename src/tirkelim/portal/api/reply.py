"""Answers over HTTP: JSON in readable UTF-8, and one form for everything that went wrong."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.stream import errors_as_json
from tirkelim.law.messages import LANGUAGES

MESSAGES: dict[str, dict[str, str]] = {
    "question_not_known": {
        "kk": "Мұндай сұрақ жоқ. Сұрақтар тізімі: GET /api/v1/questions.",
        "ru": "Такого вопроса нет. Список вопросов: GET /api/v1/questions.",
        "en": "There is no such question. GET /api/v1/questions lists them all.",
    },
    "method_not_allowed": {
        "kk": "Мұнда бұл әдіс қолданылмайды. Рұқсат етілгені: {allowed}.",
        "ru": "Этот метод здесь не используется. Разрешено: {allowed}.",
        "en": "This method is not used here. Allowed: {allowed}.",
    },
    "body_too_large": {
        "kk": "Сұрау тым үлкен: {limit} байттан аспасын. Оны бөліктеп жіберіңіз.",
        "ru": "Запрос слишком велик: не больше {limit} байт. Разделите его на части.",
        "en": "The request is too large: at most {limit} bytes. Please send it in parts.",
    },
    "not_utf8": {
        "kk": "Мәтін UTF-8 кодтауында болуы керек.",
        "ru": "Текст должен быть в кодировке UTF-8.",
        "en": "The text must be encoded in UTF-8.",
    },
    "too_many_requests": {
        "kk": "Сұрау тым көп: минутына {limit} сұрақтан аспасын. {seconds} секундтан кейін қайталаңыз.",
        "ru": "Слишком много запросов: не больше {limit} в минуту. Повторите через {seconds} с.",
        "en": "Too many requests: at most {limit} a minute. Please try again in {seconds} seconds.",
    },
    "too_many_checks": {
        "kk": "Тексеру тым көп. {seconds} секундтан кейін қайталаңыз.",
        "ru": "Слишком много проверок. Повторите через {seconds} с.",
        "en": "Too many checks. Please try again in {seconds} seconds.",
    },
    "number_missing": {
        "kk": "Сертификаттың нөмірін number өрісінде мәтін түрінде жіберіңіз.",
        "ru": "Передайте номер сертификата текстом в поле number.",
        "en": "Send the number of the certificate as text in the field number.",
    },
    "classifier_not_known": {
        "kk": "Мұндай жіктеуіш жоқ. Тізімі: GET /api/v1/classifiers.",
        "ru": "Такого классификатора нет. Список: GET /api/v1/classifiers.",
        "en": "There is no such classifier. GET /api/v1/classifiers lists them all.",
    },
    "format_not_known": {
        "kk": "Мұндай формат жоқ. Болатыны: {formats}.",
        "ru": "Такого формата нет. Есть: {formats}.",
        "en": "There is no such format. There are: {formats}.",
    },
    "titles_missing": {
        "kk": "Атауларды titles өрісінде мәтіндер тізімі ретінде жіберіңіз.",
        "ru": "Передайте названия списком текстов в поле titles.",
        "en": "Send the titles as a list of texts in the field titles.",
    },
    "too_many_titles": {
        "kk": "Атау тым көп: {count}. Бір сұрауда {most} атаудан аспасын; тізімді бөліп жіберіңіз.",
        "ru": "Слишком много названий: {count}. В одном запросе не больше {most}; разделите список.",
        "en": "Too many titles: {count}. One request takes at most {most}; please send the list in parts.",
    },
    "licence_not_found": {
        "kk": "Мұндай лицензия тізілімде жоқ. Нөмірді тексеріңіз.",
        "ru": "Такой лицензии в реестре нет. Проверьте номер.",
        "en": "There is no such licence in the register. Check the number.",
    },
    "bin_missing": {
        "kk": "БСН-ді bin өрісінде жіберіңіз: 12 цифр, соңғысы – бақылау цифры.",
        "ru": "Передайте БИН в поле bin: 12 цифр, последняя контрольная.",
        "en": "Send the BIN in the field bin: 12 digits, the last one a control digit.",
    },
    "day_not_read": {
        "kk": "Күнді on өрісінде 2026-11-21 түрінде жіберіңіз.",
        "ru": "Передайте день в поле on в виде 2026-11-21.",
        "en": "Send the day in the field on, written as 2026-11-21.",
    },
    "subtype_not_known": {
        "kk": "Кіші түрдің кодын subtype өрісінде жіберіңіз; мамандықтар бойынша берілетініне specialty керек.",
        "ru": "Передайте код подвида в поле subtype; подвиду по специальностям нужна и specialty.",
        "en": "Send the code of a subtype in the field subtype; one that goes by specialties needs specialty as well.",
    },
    "place_not_clear": {
        "kk": "Бұл сөздер лицензияның бірнеше орнына сай келеді: base өрісінде базаның идентификаторын жіберіңіз.",
        "ru": "Эти слова подходят к нескольким местам лицензии: передайте в поле base идентификатор базы.",
        "en": "These words fit several places of the licence: send the id of the base in the field base.",
    },
    "certificate_not_found": {
        "kk": "Мұндай нөмірлі сертификат жоқ. Нөмірді құжатпен салыстырыңыз.",
        "ru": "Сертификата с таким номером нет. Сверьте номер с документом.",
        "en": "There is no certificate with this number. Compare it with the document.",
    },
}


def reply(body: object, status: int = 200, **headers: str) -> HttpResponse:
    """A JSON response. Letters stand as they are; half a surrogate pair goes out escaped, as it came in."""
    text = json.dumps(body, ensure_ascii=False)
    response = HttpResponse(text.encode("utf-8", "backslashreplace"), status=status, content_type="application/json")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def refuse(
    status: int, code: str, field: str = "", /, headers: dict[str, str] | None = None, **params: Any
) -> HttpResponse:
    """What is wrong with the request as a whole, in the form of the errors about facts."""
    messages = {lang: MESSAGES[code][lang].format(**params) for lang in LANGUAGES}
    error = {"field": field, "message": messages["en"], "code": code, "messages": messages}
    return reply({"errors": [error]}, status, **(headers or {}))


def refuse_facts(bad: FactErrors) -> HttpResponse:
    """422: the facts do not fit the question."""
    return reply(errors_as_json(bad), 422)
