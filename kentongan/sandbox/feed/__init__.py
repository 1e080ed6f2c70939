"""What the public sees: five feeds on a phone, clearly marked as practice."""
