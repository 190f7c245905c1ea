"""The public register of licences: search, history, what may be done where, open data."""
