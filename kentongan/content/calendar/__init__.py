"""The calendar: what goes out when, moved by hand, with what it would run into."""
