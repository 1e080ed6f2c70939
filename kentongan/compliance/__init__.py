"""Rules with their sources, and the checks they run."""
