"""What citizens write, the case it becomes, and the way to its answer."""
