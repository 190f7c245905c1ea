"""Words about a cell that cannot be read, or was read in a way that somebody should look at."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DAY = _("Write the day as 31.12.2025.")
_IIN = _("Compare it with the identity document and write all twelve digits.")
_BIN = _("Compare it with the organisation's papers and write all twelve digits.")
_SURE = _("Check that this is right; nothing has to be done if it is.")
_TITLES = _("It can be changed on the page “What is meant by these titles?” until the table is written.")

OF_CELLS: dict[str, tuple[str | Promise, str | Promise]] = {
    "too_long": (_("The text has more than %(most)s characters."), _("Write it shorter.")),
    "date": (_("This is not a date."), _DAY),
    "date_short_year": (
        _("The year has two digits: it may be of either century."),
        _("Write all four digits of the year."),
    ),
    "date_year_alone": (
        _("There is only a year, and the register keeps days."),
        _("Write the day as it stands in the document, for example 30.06.2009."),
    ),
    "date_impossible": (
        _("There is no such day."),
        _("Compare it with the document; the day comes first, then the month: 31.12.2025."),
    ),
    "date_far": (_("The year is before 1900 or after 2099."), _("Put the year right.")),
    "iin_length": (_("An IIN has twelve digits; this one has not."), _IIN),
    "iin_control_digit": (_("There is no such IIN: its last digit does not fit the others."), _IIN),
    "iin_date": (_("There is no such IIN: it does not begin with a date of birth."), _IIN),
    "iin_century": (_("The IIN names a date of birth that nobody living has."), _IIN),
    "iin_scientific": (
        _("Excel has shortened the IIN, and digits are lost."),
        _("Make the column a text column in Excel and write the IIN anew."),
    ),
    "iin_zeros": (_("Excel had taken the zeros at the beginning of the IIN away; they were put back."), _SURE),
    "passport_form": (
        _("The passport number is not in the form that is needed."),
        _("Write the country's three letters, a colon and the number: KGZ:AC1234567."),
    ),
    "bin_length": (_("A BIN has twelve digits; this one has not."), _BIN),
    "bin_control_digit": (_("There is no such BIN: its last digit does not fit the others."), _BIN),
    "bin_date": (_("There is no such BIN: its third and fourth digits name no month."), _BIN),
    "bin_kind": (_("This is not the BIN of an organisation."), _BIN),
    "bin_zeros": (_("Excel had taken the zeros at the beginning of the BIN away; they were put back."), _SURE),
    "name_letters": (
        _("A name has only letters, spaces, hyphens and apostrophes."),
        _("Write the name as it stands in the identity document."),
    ),
    "name_lost_letters": (
        _("Question marks stand where Kazakh letters were: they were lost when the file was saved."),
        _("Save the table as XLSX, or as “CSV UTF-8”, and bring it again."),
    ),
    "name_two_alphabets": (
        _("Cyrillic and Latin letters stand in one word, though they look the same."),
        _("Write the name anew with letters of one alphabet, so that it can be found."),
    ),
    "name_initials": (
        _("Only the initial of the given name is written."),
        _("Write the given name in full, as in the identity document."),
    ),
    "full_name_parts": (
        _("A surname and a given name are needed."),
        _("Write the surname, then the given name, then the patronymic."),
    ),
    "full_name_long": (
        _(
            "The name has more than three words. The first was taken as the surname, the second as the given "
            "name, the rest as the patronymic."
        ),
        _("If that is wrong, write the parts in columns of their own."),
    ),
    "choice": (
        _("The register does not know this word here."),
        _("Write one of the words that the template offers in this column."),
    ),
    "reason_in_words": (
        _("The list has no such reason; it is kept in these words."),
        _("If one of the template's reasons fits, write that one: only those are counted in reports."),
    ),
    "country": (
        _("The register does not know this country."),
        _("Write its name in Kazakh, Russian or English, or its code, such as KAZ."),
    ),
    "region": (
        _("The register does not know this region."),
        _(
            "Write the region or the city as the template has it, or a KATO code. For Almaty, add whether it is "
            "the city or the region."
        ),
    ),
    "position_unknown": (
        _("The nomenclature has no such position, now or before 2025."),
        _(
            "Say once for all rows what is meant, on the page “What is meant by these titles?” of this table: also "
            "that it is none of the nomenclature. Or write the number of its row (1 to 87) or its name."
        ),
    ),
    "position_alike": (
        _("The nomenclature has no position of exactly this name. Alike: %(positions)s."),
        _(
            "Say once for all rows what is meant, on the page “What is meant by these titles?” of this table. Or write "
            "the number of the row, or its full name."
        ),
    ),
    "position_as_said": (_("“%(said)s” was read as row %(row)s, %(position)s, as you said."), _TITLES),
    "position_kept": (
        _("“%(said)s” is none of the nomenclature, as you said. It is kept as the order's wording."),
        _TITLES,
    ),
    "position_former": (_("“%(said)s” is a former name. It was read as row %(row)s, %(position)s."), _SURE),
    "position_specialist": (
        _(
            "The nomenclature has one position for physicians of all specialties: row %(row)s, %(position)s. "
            "What you wrote is kept as the order's wording."
        ),
        _SURE,
    ),
    "specialty": (
        _("The list has no such specialty."),
        _("Say once for all rows what is meant, or write its name or its code as the list of specialties has it."),
    ),
    "specialty_as_said": (_("“%(said)s” was read as the specialty %(specialty)s, as you said."), _TITLES),
    "level": (_("There is no such level."), _("Write it as the certificate has it, such as 4.2 or 7.1 (R).")),
    "level_track": (
        _("Levels 7.0 to 7.4 exist in two tracks."),
        _("Add the track: 7.1 (I) after internship, 7.1 (R) after residency."),
    ),
    "number": (_("A whole number from 1 to 20,000 is needed."), _("Write the number alone, without words.")),
    "mobile": (_("This is not a number of Kazakhstan."), _("Write ten digits after +7: +7 701 123 45 67.")),
}
