"""The fourth step of the catalogue's schema, by what it is for. Once released, it is never edited."""

from __future__ import annotations

PEOPLE = """
"""
"""What people say of their photos: tags, albums, favourites, stars."""

TRANSCRIPTS = """
"""
"""The text in pictures."""

WORDING = """
"""
"""Which photos' words changed, for the text index."""

GUESSES = """
"""
"""What an encoder takes a picture to show."""

LIKENESS = """
"""
"""What tells whether pictures look the same."""

FOURTH_STEP = "".join((PEOPLE, TRANSCRIPTS, WORDING, GUESSES, LIKENESS))
