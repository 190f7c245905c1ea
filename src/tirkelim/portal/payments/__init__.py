"""Paying the licence fee (59/2020 ann.1 row 6)."""
