"""Notices: what people are told, by which ways, and what became of it."""
