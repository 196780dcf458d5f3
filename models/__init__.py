"""Encoders: pictures or words to unit vectors in one space.

This is the whole public face; nothing behind it is imported by other rooms.
Importing it is cheap: everything is loaded at its first use, and ONNX Runtime and the tokenizer later.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.face import *  # noqa: F403
else:

    def __getattr__(name):  # noqa: ANN001, ANN202  a type would have every misspelt name pass for one of ours
        from importlib import import_module  # noqa: PLC0415  `from models import x` would come back here

        # A front end catches the errors before it knows whether there is anything to load.
        errors = import_module("models.errors")
        if hasattr(errors, name):
            return getattr(errors, name)
        face = import_module("models.face")
        if name not in face.__all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(face, name)
