"""The worker's ledger of professional development: results, units, window, what is missing; the hand-over to HR."""
