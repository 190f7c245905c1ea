"""The department's licences: suspension, resumption, withdrawal, termination, earlier ones, shortages of staff."""
