"""Real processes, killed for real; the sandbox's own record is the judge."""
