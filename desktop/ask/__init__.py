"""Asking: the box, what is offered below it, where one has been, and the thread that answers."""
