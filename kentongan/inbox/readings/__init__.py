"""What triage reads in a comment, what people make of it, and what is learned from that."""
