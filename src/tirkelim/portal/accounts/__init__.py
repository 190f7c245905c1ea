"""One's own page "Sign-in and security", and the administrator's accounts, roles and proposals."""
