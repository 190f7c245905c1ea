"""Order 304/2020: where residency programmes run, and how resident doctors are placed and trained there."""
