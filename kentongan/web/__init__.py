"""The signed-in shell, the design system and what every page is built from."""
