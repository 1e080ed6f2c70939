"""Every write of the inbox: `sorting` (what becomes of a conversation), `disposisi` (who has a case), `answers`."""
