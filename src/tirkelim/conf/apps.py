from __future__ import annotations

from django.apps import AppConfig


class ConfConfig(AppConfig):
    """Has no tables; puts the rooms together when all of them are loaded."""

    name = "tirkelim.conf"
    label = "conf"

    def ready(self) -> None:
        from tirkelim.conf.wiring import wire

        wire()
