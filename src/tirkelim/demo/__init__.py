"""A synthetic region to look at: organisations, workers and applications in every state, relative to today.

Everything is made through the system's own commands, by invented people with numbers that nobody living can hold.
"""
