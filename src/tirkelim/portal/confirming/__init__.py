"""Confirmation of results: the personnel service reviews each row, the head confirms, a sheet comes out."""
