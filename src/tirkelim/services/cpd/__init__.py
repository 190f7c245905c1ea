"""Confirmation of results of professional development (283/2020 p.6-11), and the ledger of a worker."""
