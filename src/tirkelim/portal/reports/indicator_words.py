"""What the indicators are called, how they are defined, and why some cannot be given. Our words, by code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

NAMES: Words = {
    "density": _("Health workers per 10,000 people"),
    "density_groups": _("Health workers per 10,000 people, by position group"),
    "density_regions": _("Health workers per 10,000 people, by region"),
    "age": _("Health workers by age"),
    "older": _("Health workers of 55 years and older"),
    "sex": _("Women among health workers"),
    "ownership": _("Health workers by ownership of the workplace"),
    "facility": _("Health workers by kind of organisation"),
    "sector": _("Health workers by sector"),
    "occupation": _("Health workers by position group"),
    "foreign_citizens": _("Citizens of other countries"),
    "foreign_trained": _("Trained abroad"),
    "graduates": _("Graduates who begin to practise within a year"),
    "entry_home": _("Those who began to work within the country"),
    "entry_abroad": _("Those who began to work after arriving from abroad"),
    "exit_voluntary": _("Those who left of their own will"),
    "exit_involuntary": _("Those who left not of their own will"),
    "unemployment": _("Unemployed health workers"),
    "vacancies": _("Vacancies"),
    "part_time": _("Part-time workers"),
}
OF_ALL = _("Of all health workers with a place of work on the last day of the period.")
OF_OPENING = _("Of all health workers with a place of work at the beginning of the period.")
DEFINITIONS: Words = {
    "density": _("Health workers with a place of work on the last day, per 10,000 people who live in the country."),
    "density_groups": _("Health workers of each position group, per 10,000 people who live in the country."),
    "density_regions": _("The same for each region whose population is known."),
    "age": _("By completed years in bands of five, of those whose date of birth is known."),
    "older": _("Of all whose date of birth is known: those who have completed 55 years."),
    "sex": _("By sex, of those of whom it is known."),
    "ownership": OF_ALL,
    "facility": OF_ALL,
    "sector": OF_ALL,
    "occupation": OF_ALL,
    "foreign_citizens": _("Citizens of another country, of those whose citizenship is known."),
    "foreign_trained": _("Those whose first education document is of another country, of those with a known country."),
    "graduates": "",
    "entry_home": OF_OPENING,
    "entry_abroad": OF_OPENING,
    "exit_voluntary": _(
        "Own wish, agreement, end of a contract, another organisation, abroad; of all at the beginning."
    ),
    "exit_involuntary": _("Retirement, staff reduction, the employer's initiative, death; of all at the beginning."),
    "unemployment": "",
    "vacancies": "",
    "part_time": "",
}
REASONS: Words = {
    "population_not_entered": _("Nobody has entered how many people live in the regions on this day or before."),
    "population_in_part": _("The population of some regions is not entered, so nothing is said of the whole country."),
    "nobody": _("Nobody is counted."),
    "citizenship_not_birth": _("The accounts ask for the country of birth; the register knows the citizenship."),
    "graduates_not_held": _("The register does not hold graduates who have not begun to work."),
    "unemployed_not_held": _("The register does not hold who looks for work."),
    "vacancies_not_held": _("The register does not know staff schedules."),
    "hours_not_held": _("The register does not hold working hours."),
}
