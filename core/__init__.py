"""The engine of Fovea: folders in, ranked photos out. No Qt anywhere."""

__version__ = "0.1.0"
