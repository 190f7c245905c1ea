"""Residency bases: contracts, free places, placements and their agreement (304/2020)."""
