"""Every write on proposals: `gathering` (what stands behind one) and `answering` (its owner, and the public)."""
