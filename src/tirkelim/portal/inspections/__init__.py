"""Permit control: the inspector's calendar, and the checklist that works without a connection (59/2020 p.14)."""
