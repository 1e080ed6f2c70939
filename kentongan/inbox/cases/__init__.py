"""What people do with a case besides passing it on: merging, splitting, postponing, notes, checklists, files, evidence."""
