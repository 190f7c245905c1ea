"""Bringing a table of workers: upload, columns, dry run, errors by row and cell, writing, the annotated file."""
