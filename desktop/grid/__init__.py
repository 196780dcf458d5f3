"""The grid of photos: where they are, what they look like, and what is loaded of them."""
