"""Putting in order: the side bar, tags, albums, stars, and undo for all of it."""
