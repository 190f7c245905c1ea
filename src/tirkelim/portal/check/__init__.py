"""The public check: is this certificate valid now? For anyone, without sign-in, session or cookie."""
