"""Documents and files made up for tests. The people are invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter

from tirkelim.documents.payload import (
    Bilingual,
    CertificatePayload,
    RefusalGround,
    RefusalPayload,
    UnmetRequirement,
)
from tirkelim.documents.qr import check_address
from tirkelim.documents.wording import APPLY_AGAIN, GROUNDS_OF_ROW_9, appeal, citation_words
from tirkelim.law.citation import cite

NUMBER = "KZ47TMQ30518264"
ALMATY = timezone(timedelta(hours=5))
DECIDED_AT = datetime(2026, 3, 5, 11, 42, 7, tzinfo=ALMATY)
DEPARTMENT = Bilingual(
    "Медициналық және фармацевтикалық бақылау комитетінің Алматы қаласы бойынша департаменті",
    "Департамент Комитета медицинского и фармацевтического контроля по городу Алматы",
)
EDITION = Bilingual(
    "274/2020 бұйрығы, 20.06.2024 ж. № 23 бұйрықпен енгізілген өзгерістермен",
    "приказ 274/2020 с изменениями, внесёнными приказом № 23 от 20.06.2024",
)
HOLDER = Bilingual("Өтегенова Әсел Нұрланқызы", "Утегенова Асель Нурлановна")
SPECIALTY = Bilingual("Ересектердің, балалардың кардиологиясы", "Кардиология взрослая, детская")


def certificate(**other: Any) -> CertificatePayload:
    """A certificate; any field can be given otherwise."""
    fields: dict[str, Any] = {
        "number": NUMBER,
        "holder": HOLDER,
        "specialty": SPECIALTY,
        "is_specialisation": False,
        "level": "7.1 (R)",
        "issued_on": date(2026, 3, 5),
        "valid_until": date(2031, 3, 5),
        "department": DEPARTMENT,
        "ground": Bilingual("2026 жылғы 5 наурыздағы № АЛ-0312 шешім", "решение № АЛ-0312 от 5 марта 2026 года"),
        "edition": EDITION,
        "later_amendment": None,
        "check_address": check_address("https://tirkelim.example.kz", NUMBER),
        "decided_at": DECIDED_AT,
        "demo": True,
    }
    return CertificatePayload(**{**fields, **other})


def unmet_assessment() -> UnmetRequirement:
    """An assessment that was not found."""
    return UnmetRequirement(
        requirement=Bilingual(
            "Кәсіптік даярлықты бағалау нәтижесі", "Результат оценки профессиональной подготовленности"
        ),
        citation=citation_words(cite("274/2020 ann.2 row 8(8)")),
        found=Bilingual("нәтиже табылмады", "результат не найден"),
        required=Bilingual("оң нәтиже", "положительный результат"),
        next_step=Bilingual("Бағалаудан өтіңіз.", "Пройдите оценку."),
    )


def unmet_hours() -> UnmetRequirement:
    """Too few hours."""
    return UnmetRequirement(
        requirement=Bilingual("Мамандық бойынша біліктілікті арттыру", "Повышение квалификации по специальности"),
        citation=citation_words(cite("274/2020 ann.2 row 8(6)")),
        found=Bilingual("150 сағат", "150 часов"),
        required=Bilingual("кемінде 240 сағат", "не менее 240 часов"),
    )


def refusal(**other: Any) -> RefusalPayload:
    """A refusal on grounds 2 and 4; any field can be given otherwise."""
    court = Bilingual("соттың 12.05.2025 ж. № 7512-25 шешімі", "решение суда № 7512-25 от 12.05.2025")
    fields: dict[str, Any] = {
        "number": NUMBER,
        "applicant": HOLDER,
        "service": Bilingual(
            "Клиникалық практикаға жіберу үшін маман сертификатын беру",
            "Выдача сертификата специалиста для допуска к клинической практике",
        ),
        "claimed": SPECIALTY,
        "application_number": "2026-03-0412",
        "applied_on": date(2026, 2, 27),
        "decided_on": date(2026, 3, 5),
        "department": DEPARTMENT,
        "grounds": (
            RefusalGround(2, GROUNDS_OF_ROW_9[2], unmet=(unmet_assessment(), unmet_hours())),
            RefusalGround(4, GROUNDS_OF_ROW_9[4], reference=court),
        ),
        "next_steps": (APPLY_AGAIN,),
        "appeal": appeal("1414, 8-800-080-7777"),
        "edition": EDITION,
        "later_amendment": None,
        "check_address": check_address("https://tirkelim.example.kz", NUMBER),
        "decided_at": DECIDED_AT,
        "demo": True,
    }
    return RefusalPayload(**{**fields, **other})


def a_pdf(password: str | None = None) -> bytes:
    """A PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def a_picture(kind: str, size: tuple[int, int] = (120, 80)) -> bytes:
    """A JPEG or PNG with something on it, so that cutting it short loses something."""
    picture = Image.effect_noise(size, 60)
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()
