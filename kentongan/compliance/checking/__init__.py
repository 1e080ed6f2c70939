"""Ways of looking at a text. Pure, linear, bounded; what each looks for are words and patterns of the pack."""
