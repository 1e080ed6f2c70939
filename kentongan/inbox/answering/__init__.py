"""What helps an answer along: templates, service facts, checks, approval, one answer for many, and the citizen's own page."""
