"""Events: what a government does in public, who covers it, and the posts that come of it."""
