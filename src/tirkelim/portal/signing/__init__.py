"""Signing in the browser: the page that asks for a signature, and the page of a signature that was given."""
