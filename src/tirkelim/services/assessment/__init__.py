"""The assessment of professional preparedness by an accredited organisation (283/2020 p.5, p.12, p.16)."""
