"""What was changed, when, by whom and why: changes, the hash-chained journal, guards, and two time axes."""
