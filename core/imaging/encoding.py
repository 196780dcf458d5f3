"""A photo as a new file for other people. Runs in a child process, as all decoding does.

The file is made anew: of the pixels, or of those parts of a JPEG or PNG that hold nothing else. Beside
them is written only what was asked for, so that what a photo says of itself can't come along by oversight.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, PngImagePlugin

from core.imaging.decode import decode, fitted, needed_for_view
from core.imaging.facts import Encoded
from core.imaging.formats import HEAD_BYTES, sniff
from core.imaging.protocol import LIKE, LONGEST_EDGE, SUFFIXES, CopyFormat, CopyJob
from core.imaging.reading import read_photo
from core.imaging.stripping import jpeg_picture, png_picture, segment
from core.paths import display

_ORIENTATION = 0x0112
_GLANCE = 64


def encode_copy(job: CopyJob) -> Encoded:
    """Make a copy.

    Raises:
        PhotoError: The photo can't be read.
        MemoryError: It needs more than this process may have.
    """
    data, name, suffix = read_photo(job.source).data, display(job.source), job.source.suffix.lower()
    if job.format is None and job.max_edge is None:
        kind = sniff(data[:HEAD_BYTES], suffix)
        if kind in ("JPEG", "PNG"):
            # A glance tells that it is whole, and which way up it is.
            turn = decode(data, name, suffix, needed_for_view(_GLANCE)).facts.orientation
            same = _same_jpeg(data, job, turn) if kind == "JPEG" else _same_png(data, job, turn)
            if same is not None:
                return Encoded(same, SUFFIXES[LIKE[kind]])
    edge = min(job.max_edge or LONGEST_EDGE, LONGEST_EDGE)
    picture = decode(data, name, suffix, needed_for_view(edge))
    wanted = job.format or LIKE.get(picture.facts.format, "jpeg")
    return Encoded(_written(fitted(picture.image, edge), wanted, job), SUFFIXES[wanted])


def _written(image: Image.Image, wanted: CopyFormat, job: CopyJob) -> bytes:
    file = BytesIO()
    # Pillow would write what it knows of the photo: its comment, and a profile that holds no longer.
    image.info = {}
    match wanted:
        case "png":
            texts = PngImagePlugin.PngInfo()
            if job.xmp:
                texts.add_itxt("XML:com.adobe.xmp", job.xmp.decode("utf-8"))
            image.save(file, "PNG", exif=job.exif, pnginfo=texts, compress_level=4)
        case "webp":
            image.save(file, "WEBP", quality=job.quality, method=4, exif=job.exif, xmp=job.xmp)
        case "avif":
            _write_avif(file, image, job)
        case _:
            # Full colour resolution from where the loss would be seen; as cameras do below that.
            subsampling = 0 if job.quality >= 90 else 2
            image.save(file, "JPEG", quality=job.quality, subsampling=subsampling, exif=job.exif, xmp=job.xmp)
    return file.getvalue()


def _write_avif(file: BytesIO, image: Image.Image, job: CopyJob) -> None:
    # One thread: there is a child for every core already.
    how = {"quality": job.quality, "speed": 8, "max_threads": 1, "exif": job.exif, "xmp": job.xmp or None}
    try:
        image.save(file, "AVIF", **how)
    except RuntimeError as error:
        # What libaom says when it gets no more: then the child for large pictures tries it.
        raise MemoryError(str(error)) from error


def _same_jpeg(data: bytes, job: CopyJob, turn: int) -> bytes | None:
    exif = Image.Exif()
    exif.load(job.exif)
    if turn != 1:
        exif[_ORIENTATION] = turn
    beside = segment(0xE1, exif.tobytes()) if len(exif) else b""
    if job.xmp:
        beside += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + job.xmp)
    return jpeg_picture(data, beside)


def _same_png(data: bytes, job: CopyJob, turn: int) -> bytes | None:
    if turn != 1:
        return None  # few programs look for it there
    chunks = BytesIO()
    if len(job.exif) > len(b"Exif\0\0") + 8 + 6:
        PngImagePlugin.putchunk(chunks, b"eXIf", job.exif.removeprefix(b"Exif\0\0"))
    if job.xmp:
        PngImagePlugin.putchunk(chunks, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + job.xmp)
    return png_picture(data, chunks.getvalue())
