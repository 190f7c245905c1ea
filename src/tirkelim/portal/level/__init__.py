"""A worker claims a qualification level: what speaks for it, what is missing, and what became of it."""
