"""JPEGs that tell where they were taken, each in one of the ways there are."""

from __future__ import annotations

import io
import struct

from PIL import ExifTags, Image

CARRIERS = ("exif", "xmp", "iptc", "maker", "comment", "thumbnail", "film", "second")


def carrying(jpeg: bytes, carrier: str, latitude: float, longitude: float) -> bytes:
    """Put a place into a JPEG.

    Args:
        jpeg: The file.
        carrier: One of `CARRIERS`.
        latitude: Decimal degrees.
        longitude: Decimal degrees.
    """
    text = f"{latitude:+.6f}{longitude:+.6f}/".encode()
    match carrier:
        case "exif":
            return _with(jpeg, 0xE1, gps_exif(latitude, longitude))
        case "xmp":
            packet = (
                '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
                'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
                'xmlns:exif="http://ns.adobe.com/exif/1.0/" '
                f'exif:GPSLatitude="{_xmp(latitude, "NS")}" exif:GPSLongitude="{_xmp(longitude, "EW")}"/>'
                "</rdf:RDF></x:xmpmeta>"
            )
            return _with(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())
        case "iptc":
            # Sub-location, IPTC IIM 2:92, as people and programs write positions into it.
            record = b"\x1c\x02\x5c" + struct.pack(">H", len(text)) + text
            block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
            return _with(jpeg, 0xED, b"Photoshop 3.0\0" + block)
        case "maker":
            exif = Image.Exif()
            note = b"Maker\0" + struct.pack("<dd", abs(latitude), abs(longitude)) + text
            exif.get_ifd(ExifTags.IFD.Exif)[0x927C] = note
            return _with(jpeg, 0xE1, exif.tobytes())
        case "comment":
            return _with(jpeg, 0xFE, text)
        case "thumbnail":
            small = io.BytesIO()
            Image.new("RGB", (16, 12), "red").save(small, "JPEG", exif=gps_exif(latitude, longitude))
            return _with(jpeg, 0xE2, b"FPXR\0" + small.getvalue())
        case "film":
            film = b"\xa9xyz" + struct.pack(">HH", len(text), 0x15C7) + text
            return jpeg + struct.pack(">I4s8s", 16, b"ftyp", b"mp42\0\0\0\0") + film
        case _:
            other = io.BytesIO()
            Image.new("RGB", (64, 48), "blue").save(other, "JPEG", exif=gps_exif(latitude, longitude))
            return jpeg + other.getvalue()


def gps_exif(latitude: float, longitude: float) -> bytes:
    """EXIF with nothing but a place."""
    exif = Image.Exif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[1], gps[3] = ("S" if latitude < 0 else "N"), ("W" if longitude < 0 else "E")
    gps[2], gps[4] = parts(latitude), parts(longitude)
    return exif.tobytes()


def parts(decimal: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds; of these ten-thousandths."""
    units = round(abs(decimal) * 36_000_000)
    return float(units // 36_000_000), float(units % 36_000_000 // 600_000), units % 600_000 / 10_000


def _xmp(decimal: float, signs: str) -> str:
    degrees, minutes = int(abs(decimal)), abs(decimal) % 1 * 60
    return f"{degrees},{minutes:.6f}{signs[decimal < 0]}"


def _with(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    """Behind the first marker, before whatever comes there."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload + jpeg[2:]
