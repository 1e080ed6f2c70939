"""Citizens whom somebody blocked on a platform: noted here with a reason and a day to look at it again. Nothing here blocks."""
