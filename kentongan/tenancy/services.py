"""Registering governments: an act of the installation, not of a tenant."""

from __future__ import annotations

from kentongan.tenancy.kept import forget
from kentongan.tenancy.models import Government


def register_government(
    *, code: str, kemendagri_code: str, name: str, short_name: str, head_title: str, time_zone: str, host: str = ""
) -> Government:
    """Add a government, or bring the one of that code up to date."""
    values = {
        "kemendagri_code": kemendagri_code,
        "name": name,
        "short_name": short_name,
        "head_title": head_title,
        "time_zone": time_zone,
        "host": host,
    }
    registered = Government.objects.update_or_create(code=code, defaults=values)[0]
    forget()
    return registered
