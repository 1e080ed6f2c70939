"""Posts, their versions per channel, and when they go out."""
