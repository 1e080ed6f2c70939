"""Every act on a platform: never twice, never silently lost."""
