"""Bringing tables of workers into the register: columns, checks by row and cell, a plan, writing in the background."""
