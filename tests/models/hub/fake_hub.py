"""A hub on this machine, an encoder of a few kilobytes to get from it, and the ways both can fail.

Loaded by path, because the folders of the tests are no packages.
"""

from __future__ import annotations

import hashlib
import json
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from models import Licence, Offer, Preprocess, SourceFile
from models.manifest import ImageTower, TextTower

COMMIT = "c0ffee" + "0" * 34
WIDTH = 8
INT32, INT64 = 6, 7
WORDS = "[PAD] [UNK] a photo of dog two people in front house the red Red boat".split()  # noqa: SIM905

# The hub keeps large files on another host: this machine again, spelt so that no resolver is needed.
OTHER_HOST = "127.1"

# --- ONNX, as far as it is needed: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def part(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def tensor(name: str, array: np.ndarray, location: str = "") -> bytes:
    dims = b"".join(part(1, size) for size in array.shape)
    head = dims + part(2, {"f": 1, "i": 7}[array.dtype.kind]) + part(8, name)
    if location:
        return head + part(13, part(1, "location") + part(2, location)) + part(14, 1)
    return head + part(9, array.tobytes())


def value(name: str, kind: int, *shape: int | str) -> bytes:
    dims = b"".join(part(1, part(1, s) if isinstance(s, int) else part(2, s)) for s in shape)
    return part(1, name) + part(2, part(1, part(1, kind) + part(2, dims)))


def node(kind: str, inputs: Iterable[str], outputs: Iterable[str], **ints: int | list[int]) -> bytes:
    out = b"".join(part(1, name) for name in inputs) + b"".join(part(2, name) for name in outputs)
    out += part(4, kind)
    for name, number in ints.items():
        if isinstance(number, list):
            out += part(5, part(1, name) + b"".join(part(8, n) for n in number) + part(20, 7))
        else:
            out += part(5, part(1, name) + part(3, number) + part(20, 2))
    return out


def model(nodes: list[bytes], weights: list[bytes], inputs: list[bytes], outputs: list[bytes]) -> bytes:
    graph = b"".join(part(1, n) for n in nodes) + part(2, "tiny") + b"".join(part(5, w) for w in weights)
    graph += b"".join(part(11, i) for i in inputs) + b"".join(part(12, o) for o in outputs)
    return part(1, 8) + part(7, graph) + part(8, part(1, "") + part(2, 17))


def image_tower(
    *, width: int = WIDTH, scale: float = 1.0, location: str = "", batch: int | str = "n"
) -> bytes:
    """The mean colour, turned into a vector."""
    weight = np.random.default_rng(1).normal(size=(3, width)).astype(np.float32) * np.float32(scale)
    return model(
        [
            node("ReduceMean", ["pixel_values"], ["colour"], axes=[2, 3], keepdims=0),
            node("MatMul", ["colour", "weight"], ["image_embeds"]),
        ],
        [tensor("weight", weight, location)],
        [value("pixel_values", 1, batch, 3, "h", "w")],
        [value("image_embeds", 1, batch, width)],
    )


def text_tower(
    *,
    rows: int = len(WORDS),
    scale: float = 1.0,
    equal: bool = False,
    batch: int | str = "n",
    ids_type: int = INT64,
    mask: bool = False,
) -> bytes:
    """The mean of the tokens' vectors."""
    table = np.random.default_rng(2).normal(size=(rows, WIDTH)).astype(np.float32) * np.float32(scale)
    if equal:
        table[:] = table[0]
    nodes = [
        node("Gather", ["table", "input_ids"], ["tokens"]),
        node("ReduceMean", ["tokens"], ["text_embeds"], axes=[1], keepdims=0),
    ]
    inputs = [value("input_ids", ids_type, batch, "t")]
    if mask:
        inputs.append(value("attention_mask", INT64, batch, "t"))
    return model(nodes, [tensor("table", table)], inputs, [value("text_embeds", 1, batch, WIDTH)])


def tokenizer(words: list[str] = WORDS) -> bytes:
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [],
            "normalizer": None,
            "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": None,
            "decoder": None,
            "model": {
                "type": "WordLevel",
                "vocab": {word: index for index, word in enumerate(words)},
                "unk_token": "[UNK]",
            },
        }
    ).encode()


FILES = {
    "onnx/vision_model.onnx": image_tower(),
    "onnx/text_model.onnx": text_tower(),
    "tokenizer.json": tokenizer(),
}
TARGETS = {
    "onnx/vision_model.onnx": "image.onnx",
    "onnx/text_model.onnx": "text.onnx",
    "tokenizer.json": "tokenizer.json",
}


def make_offer(
    files: dict[str, bytes] | None = None,
    *,
    pinned: bool = True,
    commercial: bool | None = True,
    lower_case: bool = False,
    export: str | None = None,
    recipe: int = 1,
) -> Offer:
    """An offer of the tiny encoder."""
    sources = tuple(
        SourceFile(
            target=TARGETS[path],
            repository="acme/tiny",
            revision=COMMIT if pinned else None,
            path=path,
            size=len(content) if pinned else None,
            sha256=hashlib.sha256(content).hexdigest() if pinned else None,
        )
        for path, content in (FILES if files is None else files).items()
    )
    return Offer(
        name="tiny",
        title="Tiny",
        about="Sees the mean colour.",
        card="https://example.org/tiny",
        languages=("en",),
        dimensions=WIDTH,
        recipe=recipe,
        licence=Licence("CC0-1.0", "https://example.org/licence", commercial, "Only for tests."),
        recall=None,
        files=() if export else sources,
        export=export,
        preprocess=Preprocess(16, 16, "squash", "bilinear", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
        image=ImageTower("pixel_values", "image_embeds"),
        text=TextTower("input_ids", None, "text_embeds", 8, "longest", 0),
        lower_case=lower_case,
        evidence=("https://example.org",),
    )


# --- the hub


@dataclass
class Hub:
    """A server that speaks as much of the hub's protocol as a download needs.

    Attributes:
        files: By path in the repository acme/tiny.
        large: Paths kept as large files: their ETag is a sha256, and another host has the bytes.
        faults: By path: what goes wrong with the next requests for its bytes, one each.
            A number cuts the connection after so many bytes; a negative one ends the answer there
            in good order; "slow" says nothing for ever; "whole" ignores the range;
            "status:N" answers N; a bytes value is sent instead of the file.
    """

    files: dict[str, bytes] = field(default_factory=lambda: dict(FILES))
    large: set[str] = field(default_factory=lambda: {path for path in FILES if path.endswith(".onnx")})
    faults: dict[str, list[int | str | bytes]] = field(default_factory=lambda: defaultdict(list))
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    commit: str = COMMIT
    etags: dict[str, str] = field(default_factory=dict)
    refuse: tuple[int, str] | None = None
    before_send: Callable[[], None] = lambda: None
    proxied: set[str] = field(default_factory=set)
    url: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    def etag(self, path: str) -> str:
        content = self.files[path]
        if path in self.etags:
            return self.etags[path]
        if path in self.large:
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()

    def sent(self, path: str) -> list[str]:
        """The ranges asked of a file's bytes."""
        return [extent for verb, asked, extent in self.requests if verb == "GET" and asked == path]

    def start(self) -> None:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_HEAD(self) -> None:
                path = self.find()
                if path is not None:
                    elsewhere = path in hub.large
                    self.send_response(302 if elsewhere else 200)
                    self.send_header("X-Repo-Commit", hub.commit)
                    self.send_header("ETag", '"not-this-one"' if elsewhere else f'"{hub.etag(path)}"')
                    if elsewhere:
                        port = self.server.server_address[1]
                        self.send_header("Location", f"http://{OTHER_HOST}:{port}/bytes/{path}")
                        self.send_header("X-Linked-Etag", f'"{hub.etag(path)}"')
                        self.send_header("X-Linked-Size", str(len(hub.files[path])))
                    self.send_header("Content-Length", "0" if elsewhere else str(len(hub.files[path])))
                    self.end_headers()

            def do_GET(self) -> None:
                path = self.find()
                if path is None:
                    return
                hub.before_send()
                fault = hub.faults[path].pop(0) if hub.faults[path] else None
                content = fault if isinstance(fault, bytes) else hub.files[path]
                if isinstance(fault, str) and fault.startswith("status:"):
                    self.send_error(int(fault.removeprefix("status:")))
                    return
                extent = self.headers.get("Range", "")
                start = int(extent.removeprefix("bytes=").removesuffix("-")) if extent else 0
                if fault == "whole":
                    start = 0
                body = content[start:]
                length = fault if isinstance(fault, int) and fault >= 0 else len(body)
                if isinstance(fault, int) and fault < 0:
                    body, length = body[:-fault], -fault
                self.send_response(206 if start else 200)
                if start:
                    self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if fault == "slow":
                    hub.closing.wait(30)
                    self.close_connection = True
                    return
                self.wfile.write(body[:length])
                if length < len(body):
                    self.wfile.flush()
                    # A reset, as when a cable is pulled, not an orderly end.
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    time.sleep(0.05)
                    self.close_connection = True
                    self.connection.close()

            def find(self) -> str | None:
                if self.path.startswith("http://"):  # asked as a proxy
                    _, _, host, self.path = self.path.split("/", 3)
                    self.path = f"/{self.path}"
                    hub.proxied.add(host)
                if self.path.startswith("/bytes/"):
                    path = self.path.removeprefix("/bytes/")
                else:
                    repository, _, rest = self.path.lstrip("/").partition("/resolve/")
                    revision, _, path = rest.partition("/")
                    code = ""
                    if hub.refuse is not None:
                        return self.refuse(*hub.refuse)
                    if repository != "acme/tiny":
                        code = "RepoNotFound"
                    elif revision not in ("main", hub.commit):
                        code = "RevisionNotFound"
                    elif path not in hub.files:
                        code = "EntryNotFound"
                    if code:
                        return self.refuse(404, code)
                hub.requests.append((self.command, path, self.headers.get("Range", "")))
                assert "Authorization" not in self.headers
                return path

            def refuse(self, status: int, code: str) -> None:
                self.send_response(status)
                if code:
                    self.send_header("X-Error-Code", code)
                self.send_header("Content-Length", "0")
                self.end_headers()

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # clients that go away are the point

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
