"""The HTTP interface, version 1: the questions of the law, with their description as OpenAPI 3.1."""
