"""Permit control: visits to the bases of an application, their notices, checklist and act (59/2020 p.10(3), p.14)."""
