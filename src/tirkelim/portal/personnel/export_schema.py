"""The schema of the downloaded record, part by part. Names are stable: a change of them is a new number."""

from __future__ import annotations

from typing import NamedTuple

SCHEMA = "tirkelim-record/1"


class Field(NamedTuple):
    """A field: its name (that of the register's row), its kind, what it means."""

    name: str
    kind: str
    meaning: str


ID = Field("line", "uuid", "the same fact through all its versions")
DAYS = (
    Field("valid_from", "date", "first day on which it holds"),
    Field("valid_to", "date or null", "first day on which it no longer holds; null: open"),
    Field("known_from", "date-time", "since when the register knows it"),
)
SPECIALTY = Field("specialty", "text or null", "code of the list of specialties")
SOURCE = Field("source", "text", "declared, document, officer, decision, or a state system's name")

TOP = (
    Field("schema", "text", f"always `{SCHEMA}`"),
    Field("known_at", "date-time", "the moment whose knowledge this is: that of the download"),
    Field("about", "date", "the day that statuses are about"),
    Field("person", "uuid", "the person's id in the register"),
    Field("items", "object", "the fifteen items of 253/2020 p.8, see below"),
    Field("employments", "list", "all jobs with all their versions: a transfer is a version of the same line"),
    Field("absences", "list", "long leaves"),
    Field(
        "learning", "object", "`results` of professional development (283/2020 ann.1) and confirmed `sheets` (ann.2)"
    ),
    Field("assessments", "list", "conclusions of accredited organisations"),
    Field("levels", "list", "qualification levels, and categories of the earlier system"),
    Field("certificates", "list", "specialist certificates with their events"),
    Field("applications", "list", "applications that have come to their end"),
)
ITEMS = (
    Field("iin", "text or null", "p.8(1)"),
    Field("passport", "text or null", "instead of an IIN, written with its country"),
    Field(
        "name",
        "object",
        "p.8(2): `kk`, `ru`, `latin`, each with `surname`, `given`, `patronymic`; an empty text is none",
    ),
    Field("sex", "text or null", "p.8(3): `female` or `male`"),
    Field("birth_date", "date or null", "p.8(4)"),
    Field("birth_place", "text or null", "p.8(5)"),
    Field("citizenship", "text or null", "p.8(6): ISO 3166-1 alpha-3"),
    Field("identity_document", "object", "p.8(7): `kind`, `number`, `issuer`, `issued_on`, `expires_on`"),
    Field("residence", "object", "p.8(8): `address`, `kato`"),
    Field("registration_place", "text or null", "p.8(9)"),
    Field("registration_date", "date or null", "p.8(10)"),
    Field("education", "list", "p.8(11), see below"),
    Field("workplace", "object or null", "p.8(12), of the main job: `name`, `bin`"),
    Field("position", "object or null", "p.8(13): `position`, `position_title`, `specialty`, `is_main`"),
    Field("certificate", "list of text", "p.8(14): numbers; the certificates themselves stand under `certificates`"),
    Field("further_education", "list", "p.8(15), see below"),
    Field("further_education_none", "boolean", "whether it is entered that there is none (reading R2)"),
)
PARTS: dict[str, tuple[Field, ...]] = {
    "items.education": (
        ID,
        Field("kind", "text", "kind of education, as the questions of the law name it"),
        Field("institution", "text or null", "educational or scientific organisation"),
        Field("country", "text or null", "ISO 3166-1 alpha-3"),
        Field("specialty", "text or null", "as the document words it"),
        Field("qualification", "text or null", "as the document words it"),
        Field("document_number", "text or null", "of the diploma"),
        Field("started_on", "date or null", "first day"),
        Field("graduated_on", "date", "last day"),
        Field("hours", "integer or null", "of retraining and courses"),
        Field("recognised_by", "text or null", "of education abroad"),
        Field("recognition_number", "text or null", "of the recognition"),
        Field("recognition_date", "date or null", "of the recognition"),
        SOURCE,
        *DAYS,
    ),
    "items.further_education": (
        ID,
        Field("programme", "text", "name of the course"),
        Field("organisation_name", "text or null", "who taught"),
        Field("hours", "integer or null", "hours of teaching"),
        Field("credits", "integer or null", "credits of 30 hours"),
        SPECIALTY,
        Field("started_on", "date or null", "first day"),
        Field("completed_on", "date", "last day"),
        Field("certificate_number", "text or null", "of the course's certificate"),
        SOURCE,
        *DAYS,
    ),
    "employments": (
        ID,
        Field("organisation", "text", "name of the employer"),
        Field("bin", "text or null", "null: an employer outside the register"),
        Field("position", "integer or null", "row of 305/2020"),
        Field("position_title", "text", "as the order of hiring words it"),
        SPECIALTY,
        Field("is_main", "boolean", "main place of work"),
        Field("hired_on", "date", "first day of the job"),
        Field("left_on", "date or null", "last day of the job"),
        Field("order_number", "text", "of the order of hiring or transfer"),
        Field("order_date", "date or null", "of that order"),
        Field("leave_reason", "text", "code of the reason"),
        Field("leave_order_number", "text", "of the order of dismissal"),
        Field("leave_order_date", "date or null", "of that order"),
        *DAYS,
    ),
    "absences": (
        ID,
        Field("employment", "uuid", "line of the job"),
        Field("kind", "text", "maternity, child_care, unpaid, study, illness, secondment"),
        Field("started_on", "date", "first day"),
        Field("ended_on", "date or null", "last day; null: not known yet"),
        Field("order_number", "text", "of the order"),
        Field("order_date", "date or null", "of the order"),
        *DAYS,
    ),
    "learning.results": (
        ID,
        Field("criterion", "integer", "row of 283/2020 ann.1"),
        Field("title", "text", "of the course, paper, event"),
        SPECIALTY,
        Field("organisation_name", "text or null", "organiser, publisher, association"),
        Field("document_number", "text or null", "of the supporting document"),
        Field("started_on", "date or null", "first day"),
        Field("completed_on", "date", "last day"),
        Field("details", "object", "the facts of the criterion, as the question `cpd.units` names them; hours as text"),
        Field("link", "text or null", "in the database that indexes it"),
        SOURCE,
        *DAYS,
    ),
    "learning.sheets": (
        Field("number", "text", "of the sheet"),
        Field("organisation", "text or null", "who confirmed"),
        SPECIALTY,
        Field("confirmed_on", "date", "day of the later signature"),
        Field("further_education", "integer", "quarters of a unit"),
        Field("non_formal", "integer", "quarters of a unit"),
        Field("competencies", "integer", "quarters of a unit"),
        Field("activities", "list", "accepted results as they were counted"),
        Field("refused", "list", "refused results with the reason"),
    ),
    "assessments": (
        ID,
        Field("organisation", "text or null", "who assessed"),
        SPECIALTY,
        Field("level", "text or null", "asked for"),
        Field("conclusion_level", "text or null", "found"),
        Field("stages", "object", "how each stage ended: passed, failed, waived"),
        Field("passed", "boolean", "the conclusion"),
        Field("assessed_on", "date", "day of the conclusion"),
        Field("protocol_number", "text", "of the protocol"),
        Field("sheet_number", "text", "the sheet that was before them"),
        *DAYS,
    ),
    "levels": (
        ID,
        SPECIALTY,
        Field("level", "text or null", "with its track, such as 7.2 (R)"),
        Field("category", "text or null", "highest, first or second"),
        Field("obtained_on", "date", "day on which it was given"),
        Field("valid_until", "date or null", "last day of a category"),
        Field("indefinite", "boolean", "a category without a term"),
        Field("document_number", "text or null", "of the paper"),
        SOURCE,
        *DAYS,
    ),
    "certificates": (
        Field("number", "text", "of the certificate"),
        SPECIALTY,
        Field("level", "text or null", "with its track"),
        Field("issued_on", "date", "first day"),
        Field("valid_until", "date or null", "last day; null: without limit"),
        Field("office", "text or null", "KATO code of the department's region"),
        Field("status", "text", "what it is worth on the day `about`"),
        Field("status_since", "date", "since when"),
        Field("events", "list", "what happened to it, see below"),
    ),
    "certificates.events": (
        Field("kind", "text", "withdrawn, superseded, restored"),
        Field("on", "date", "day of the event"),
        Field("ground", "text", "the provision or the reason"),
        Field("reference", "text", "number and date of the act"),
        Field("superseded_by", "text", "number of the new certificate"),
    ),
    "applications": (
        Field("number", "text", "of the application"),
        Field("service", "text", "which service"),
        Field("state", "text", "granted, refused, withdrawn"),
        Field("day", "date", "of the answer, or of taking it back"),
    ),
}
"""By the part's place in the document."""
