"""The placement of a resident doctor at a residency base: recommended by a school, agreed by the authorised body
(304/2020 p.4)."""
