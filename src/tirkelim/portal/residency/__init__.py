"""Residency bases: free places, contracts, recommendations of placements and the ministry's answer (304/2020)."""
