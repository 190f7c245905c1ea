"""The room of accredited assessment organisations: what they receive and what they conclude."""
