"""Reports of 253/2020 p.6: registration, headcount, migration, departure, as known at one moment, and frozen."""
