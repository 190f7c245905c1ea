"""The services by name; the wiring in ``conf`` registers each once."""

from __future__ import annotations

from tirkelim.cases.service import Service
from tirkelim.notices import catalogue

_services: dict[str, Service] = {}


def register(service: Service) -> None:
    """Make a service known to the engine, and what it tells people to the catalogue. Raises ValueError when its name is
    taken by another."""
    if _services.setdefault(service.name, service) is not service:
        raise ValueError(f"service {service.name} is registered twice")
    catalogue.add({f"{service.name}.{step}": text for step, text in service.messages.items()})


def service(name: str) -> Service:
    """The service of that name. Raises KeyError."""
    return _services[name]


def services() -> tuple[Service, ...]:
    """All services, in the order of registration."""
    return tuple(_services.values())
