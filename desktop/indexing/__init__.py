"""The indexer as the window sees it."""
