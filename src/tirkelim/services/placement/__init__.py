"""Placement of resident doctors at residency bases (304/2020): the school recommends, the ministry agrees."""
