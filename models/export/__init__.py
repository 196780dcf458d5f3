"""A model of the Hugging Face hub, or of a folder, as an encoder directory.

Needs the extra `export` (PyTorch, transformers, Optimum), which nothing else does:
all of it is imported when an export begins.
"""

from models.export.build import export_encoder
from models.export.report import Agreement, ExportReport, Parity
from models.export.shrink import QUANTISATIONS, Quantisation

__all__ = ["QUANTISATIONS", "Agreement", "ExportReport", "Parity", "Quantisation", "export_encoder"]
