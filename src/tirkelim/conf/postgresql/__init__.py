"""Django's PostgreSQL backend with one change: looking at a kept connection before using it costs no round trip."""
