"""Promises in time: the calendar they are counted in, what stops them, and who is told when they run out."""
