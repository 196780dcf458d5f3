"""All that other rooms see of `models`, in one place; they import it from `models` itself."""

from models.assemble import Obtained
from models.catalog import Licence, Offer, Recall, SourceFile, find_offer, offers
from models.directory import verify_directory
from models.dual_encoder import load_encoder
from models.encoder import Device, Encoder, EncoderIdentity, Vectors
from models.errors import (
    DownloadCancelled,
    DownloadFailed,
    EncoderDamaged,
    EncoderError,
    EncoderNotFound,
    EncoderOutOfMemory,
    EncoderUnsupported,
    EvaluationError,
    ExportRefused,
)
from models.evaluate import Encoded, Evaluation, encode_captioned
from models.evaluate import evaluate as evaluate_encoder
from models.export import QUANTISATIONS, ExportReport, export_encoder
from models.hub import Patience
from models.install import install_encoder
from models.installed import CatalogEntry, find_encoder, installed_encoders, starter_directory
from models.manifest import Manifest
from models.obtain import discard_download, download_encoder, import_encoder
from models.ocr import TEXT_EDGE, TEXT_READER, TextLine, TextReader, load_text_reader
from models.plots import plot_recall
from models.preprocess import Preprocess
from models.probe import probe_directory
from models.retrieval import CUTOFFS, Retrieval, rank_alike, rank_images, rank_texts, summarise
from models.runtime import built_in_providers, has_nvidia_device, load_onnxruntime
from models.significance import Difference, paired_difference

__all__ = [
    "CUTOFFS",
    "QUANTISATIONS",
    "TEXT_EDGE",
    "TEXT_READER",
    "CatalogEntry",
    "Device",
    "Difference",
    "DownloadCancelled",
    "DownloadFailed",
    "Encoded",
    "Encoder",
    "EncoderDamaged",
    "EncoderError",
    "EncoderIdentity",
    "EncoderNotFound",
    "EncoderOutOfMemory",
    "EncoderUnsupported",
    "Evaluation",
    "EvaluationError",
    "ExportRefused",
    "ExportReport",
    "Licence",
    "Manifest",
    "Obtained",
    "Offer",
    "Patience",
    "Preprocess",
    "Recall",
    "Retrieval",
    "SourceFile",
    "TextLine",
    "TextReader",
    "Vectors",
    "built_in_providers",
    "discard_download",
    "download_encoder",
    "encode_captioned",
    "evaluate_encoder",
    "export_encoder",
    "find_encoder",
    "find_offer",
    "has_nvidia_device",
    "import_encoder",
    "install_encoder",
    "installed_encoders",
    "load_encoder",
    "load_onnxruntime",
    "load_text_reader",
    "offers",
    "paired_difference",
    "plot_recall",
    "probe_directory",
    "rank_alike",
    "rank_images",
    "rank_texts",
    "starter_directory",
    "summarise",
    "verify_directory",
]
