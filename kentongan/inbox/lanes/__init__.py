"""Ways out of here for what is not ours alone: SP4N-LAPOR!, the PPID, numbers to call, letters to other authorities."""
