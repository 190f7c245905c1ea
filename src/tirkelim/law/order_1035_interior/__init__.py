"""Order 1035/2015: the register of civil-servant positions of the internal-affairs bodies (edition 920/2019)."""
