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
        from kentongan.inbox.answering import approving, citizen, copying, keeping, linking  # noqa: F401 - they teach the trail their actions
        from kentongan.inbox.aspirations import offering as wishes
        from kentongan.inbox.aspirations import reminding  # noqa: F401 - as below
        from kentongan.inbox.aspirations.services import answering, gathering  # noqa: F401 - as below
        from kentongan.inbox.blocking import services as blocking  # noqa: F401 - as below
        from kentongan.inbox.cases import files, merging, notes, sharing, splitting, unmerging  # noqa: F401 - they teach the trail their actions
        from kentongan.inbox.clocks import escalating, hours, settling  # noqa: F401 - as above
        from kentongan.inbox.corridor import offering as links
        from kentongan.inbox.lanes import offering
        from kentongan.inbox.lanes.services import directory, lapor, letters, ppid  # noqa: F401 - as below
        from kentongan.inbox.readings import learning, tables  # noqa: F401 - as below
        from kentongan.inbox.services import answers, sorting  # noqa: F401 - they teach the trail their actions

        hooks.register()
        settling.register()
        files.register()
        moderation_hooks.register()
        approving.register()
        copying.register()
        offering.register()
        wishes.register()
        links.register()
