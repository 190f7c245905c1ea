"""Signing in: by name and password, through a provider, by signature; the second factor; how a session ends."""
