"""The settings, section by section, and the first start."""
