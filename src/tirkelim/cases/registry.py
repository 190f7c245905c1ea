"""The services by name; the wiring in ``conf`` registers each once."""

from __future__ import annotations

from tirkelim.cases.service import Service

_services: dict[str, Service] = {}


def register(service: Service) -> None:
    """Make a service known to the engine. Raises ValueError when its name is taken by another."""
    if _services.setdefault(service.name, service) is not service:
        raise ValueError(f"service {service.name} is registered twice")


def service(name: str) -> Service:
    """The service of that name. Raises KeyError."""
    return _services[name]


def services() -> tuple[Service, ...]:
    """All services, in the order of registration."""
    return tuple(_services.values())
