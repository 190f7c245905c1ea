"""Foreign specialists: the room of the organisations that apply for them."""
