"""The law as questions: one object of facts in, one answer with its findings out (specification 06)."""
