"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Rules with their sources, and the checks they run."""

    name = "kentongan.compliance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the trail the acts of analyses and rulebook, and a person's page what was read."""
        from kentongan.compliance.impact import services as impact  # noqa: F401 - they teach the trail their actions
        from kentongan.compliance.rulebook import services as rulebook  # noqa: F401 - as above
        from kentongan.compliance.rulebook.selectors import section_facts
        from kentongan.organizations.registry import register_person_section

        register_person_section("rulebook", "compliance/rulebook/_person.html", section_facts)
