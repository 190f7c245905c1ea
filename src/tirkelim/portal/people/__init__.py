"""Finding people anywhere in the register, within one's rights, with a purpose, and lists to take away."""
