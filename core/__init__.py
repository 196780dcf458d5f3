"""The engine of Fovea: folders in, ranked photos out. No Qt anywhere."""

import os

# Before NumPy is imported: after each product of matrices OpenBLAS keeps its threads spinning for
# milliseconds, on the cores that the search and the encoders need. A question has only small products.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
