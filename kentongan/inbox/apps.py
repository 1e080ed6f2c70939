"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """What citizens write, the case it becomes, and the way to its answer."""

    name = "kentongan.inbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear from the outbox about answers."""
        from kentongan.inbox import hooks, moderation_hooks
        from kentongan.inbox.services import answers, sorting  # noqa: F401 - they teach the trail their actions

        hooks.register()
        moderation_hooks.register()
