"""What the standards of the four services share: acceptance, terms, fees, the ten rows; and duties with a deadline."""
