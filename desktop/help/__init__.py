"""How to ask, by example, and the guide."""
