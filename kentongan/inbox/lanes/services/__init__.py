"""Every write of the lanes: `lapor`, `ppid`, `letters`, `directory`. One verb family a file."""
