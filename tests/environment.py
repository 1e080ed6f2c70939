"""Loaded by pytest before anything else (`-p tests.environment`): tests never meet the demo's data or keys."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Where nobody keeps compiled modules, each process (two for the tests, a dozen sandboxes, a demo) compiles all of Django anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["KENTONGAN_TESTS"] = "1"
os.environ["KENTONGAN_ROLE"] = "owner"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
os.environ.setdefault("KENTONGAN_CLUSTER", "test-pg")
for name in ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "KENTONGAN_DEMO", "KENTONGAN_SANDBOX_URL"):
    os.environ.pop(name, None)
os.environ["KENTONGAN_CREDENTIAL_KEYS"] = "test=only-for-tests"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", "var/hypothesis")
Path(os.environ.get("KENTONGAN_VAR", "var"), "static").mkdir(parents=True, exist_ok=True)  # whitenoise looks for it
