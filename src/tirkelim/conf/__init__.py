"""Settings, addresses and wiring: the one place where adapters and services are registered."""
