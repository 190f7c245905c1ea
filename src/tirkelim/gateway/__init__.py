"""State systems behind ports, and the consent without which nothing is asked of them."""
