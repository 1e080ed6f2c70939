"""Official accounts, their keys, and who may act on them."""
