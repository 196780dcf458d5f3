"""The window. The only room that imports PySide6, and it does so only when a window is opened."""
