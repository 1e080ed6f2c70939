"""Simulated platforms with a store of their own, and the public feed that shows what citizens would see."""
