"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Figures, each with where it comes from."""

    name = "kentongan.insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer what the plan asks about results."""
        from kentongan.insights.results import ResultsOfPosts
        from kentongan.planning.registry import register_results

        register_results(ResultsOfPosts())
