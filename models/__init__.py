"""Encoders: pictures or words to unit vectors in one space.

This is the whole public face; nothing behind it is imported by other rooms.
Importing it is cheap: ONNX Runtime and the tokenizer are loaded at first use.
"""

from models.catalog import CatalogEntry, find_encoder, installed_encoders, starter_directory
from models.directory import verify_directory
from models.dual_encoder import load_encoder
from models.encoder import Device, Encoder, EncoderIdentity, Vectors
from models.errors import EncoderDamaged, EncoderError, EncoderNotFound, EncoderUnsupported, EvaluationError
from models.evaluate import Evaluation, evaluate
from models.install import install_encoder
from models.manifest import Manifest
from models.preprocess import Preprocess
from models.retrieval import Retrieval, rank_alike, rank_images, rank_texts, summarise
from models.runtime import load_onnxruntime

__all__ = [
    "CatalogEntry",
    "Device",
    "Encoder",
    "EncoderDamaged",
    "EncoderError",
    "EncoderIdentity",
    "EncoderNotFound",
    "EncoderUnsupported",
    "Evaluation",
    "EvaluationError",
    "Manifest",
    "Preprocess",
    "Retrieval",
    "Vectors",
    "evaluate",
    "find_encoder",
    "install_encoder",
    "installed_encoders",
    "load_encoder",
    "load_onnxruntime",
    "rank_alike",
    "rank_images",
    "rank_texts",
    "starter_directory",
    "summarise",
    "verify_directory",
]
