"""Qualification levels (283/2020 p.5, 12-19): asked for alone, or together with a certificate."""
