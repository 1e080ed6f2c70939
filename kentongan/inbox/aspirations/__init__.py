"""What citizens wish for: gathered per policy and programme, handed to its owner, answered in public."""
