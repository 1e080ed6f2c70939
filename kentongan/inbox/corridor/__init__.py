"""Short links for people on WhatsApp: to a case that waits for them, and to nothing else."""
