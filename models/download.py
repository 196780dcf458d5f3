"""One file over the network: resumed, checked, and honest about what went wrong.

Connections are opened here and in `models.hub` only, and only when a person asked
for an encoder. The bytes are written here, not by the hub's library, because its
cache (a tree of links in the home directory), its Xet client (a second cache) and its
ten-megabyte steps are not wanted.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path

from models.errors import DownloadCancelled, DownloadFailed
from models.files import Digests, writing
from models.hub import BY_HAND, ONLINE, Patience, Remote, load_hub, words

_CHUNK = 64 << 10


@dataclass(frozen=True, slots=True)
class Watch:
    """How a download is followed and stopped.

    Attributes:
        arrived: Called with the number of bytes that came, or that turned out to be here already.
        cancelled: Asked often; True stops the download.
    """

    arrived: Callable[[int], None]
    cancelled: Callable[[], bool]

    def check(self) -> None:
        """Stop here if the person wants to.

        Raises:
            DownloadCancelled: They do.
        """
        if self.cancelled():
            raise DownloadCancelled("The download was stopped.", "The same command goes on where it stopped.")


def fetch(remote: Remote, target: Path, watch: Watch, patience: Patience) -> str:
    """Download one file, going on where an earlier attempt stopped.

    The bytes go to `target.part` and are renamed when they are all there and right.

    Args:
        remote: From `look_up`, with the sha256 replaced by the pinned one where there is one.
        target: Where it shall be.
        watch: Progress and cancel.
        patience: How long to wait.

    Returns:
        Its sha256.

    Raises:
        DownloadFailed: It can't be had, or is not what was promised.
        DownloadCancelled: The person stopped it.
    """
    part = target.with_name(target.name + ".part")
    if target.is_file():
        digests = remote.digests()
        digests.update_from(target)
        if remote.fits(digests):
            watch.arrived(remote.size)
            return digests.sha256
        target.unlink()
    # Another version of the file may have been begun: its bytes would only be found wrong at the end.
    begun = part.with_name(f"{part.name}.of")
    of = remote.sha256 or remote.git_hash or ""
    if part.exists() and (not of or not begun.is_file() or begun.read_text("utf-8") != of):
        part.unlink()
    with writing(target):
        begun.write_text(of, "utf-8")
    digests = _receive(remote, part, watch, patience)
    if not remote.fits(digests):
        part.unlink()
        begun.unlink()
        raise DownloadFailed(
            f"{target.name} did not arrive as it was promised: its sha256 is {digests.sha256}, "
            f"not {remote.sha256 or 'the one the hub names'}.",
            "It was thrown away. If that happens again, something on the way changes it: another network.",
        )
    with writing(target):
        part.replace(target)
    begun.unlink()
    return digests.sha256


def _receive(remote: Remote, part: Path, watch: Watch, patience: Patience) -> Digests:
    """Bring `part` to its full size, over as many connections as it takes."""
    with writing(part):
        # Without a buffer: what a full disk refuses is known at once, not when the file is closed.
        writer = part.open("ab", buffering=0)
    with writer:
        digests = remote.digests()
        digests.update_from(part)
        watch.arrived(digests.size)
        failures = 0
        while digests.size < remote.size:
            before = digests.size
            try:
                with contextlib.closing(_stream(remote, digests.size, patience)) as chunks:
                    for chunk in chunks:
                        watch.check()
                        with writing(part):
                            _write_all(writer, chunk)
                        digests.update(chunk)
                        watch.arrived(len(chunk))
                problem = "the connection was closed early"
            except _Broken as error:
                problem = str(error)
            if digests.size > remote.size:
                break
            failures = 0 if digests.size > before else failures + 1
            if failures == patience.attempts:
                raise DownloadFailed(
                    f"{part.stem} stopped arriving at {digests.size / 1e6:,.1f} of "
                    f"{remote.size / 1e6:,.1f} MB: {problem}.",
                    f"What has arrived is kept; the same command goes on from there. {ONLINE}",
                )
            if failures:
                _pause(patience.pause * 2 ** (failures - 1), watch)
        with writing(part):
            os.fsync(writer.fileno())
    return digests


def _write_all(writer: RawIOBase, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[writer.write(left) or 0 :]


class _Broken(Exception):
    """A connection that gave no more."""


def _stream(remote: Remote, start: int, patience: Patience) -> Generator[bytes, None, None]:
    """The bytes of a file from `start` on, as far as one connection gives them.

    Raises:
        _Broken: It broke; trying again may help.
        DownloadFailed: The server refuses.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "fovea"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        with _response(remote.url, headers, patience.timeout) as (status, answered, chunks):
            _check_answer(remote, start, status, answered)
            # A server that ignores the range begins again; what is known is passed over.
            skip = start if status == 200 else 0
            for chunk in chunks:
                passed = min(skip, len(chunk))
                skip -= passed
                if passed < len(chunk):
                    yield chunk[passed:]
    except (DownloadFailed, DownloadCancelled, _Broken, TypeError, AttributeError):
        raise
    except Exception as error:  # httpx's or requests', see _response
        raise _Broken(words(error)) from error


def _check_answer(remote: Remote, start: int, status: int, headers: Mapping[str, str]) -> None:
    if status in (200, 206):
        where = headers.get("content-range", "")
        if status == 206 and not where.startswith(f"bytes {start}-"):
            raise DownloadFailed(f"{remote.url} sent another part than was asked for ({where}).", BY_HAND)
        return
    if status in (408, 429) or status >= 500:
        raise _Broken(f"the server answered {status}")
    raise DownloadFailed(f"The server refuses {remote.url} (HTTP {status}).", BY_HAND)


@contextlib.contextmanager
def _response(
    url: str, headers: dict[str, str], timeout: float
) -> Iterator[tuple[int, Mapping[str, str], Iterator[bytes]]]:
    session = load_hub().utils.get_session()
    if callable(getattr(session, "stream", None)):  # httpx, since huggingface_hub 1.0
        with session.stream("GET", url, headers=headers, timeout=timeout, follow_redirects=True) as answer:
            # As it comes: what waits for a chunk to fill up is lost when the connection breaks.
            yield answer.status_code, answer.headers, answer.iter_bytes()
    else:  # requests, which transformers 4 still pulls in
        with session.get(url, headers=headers, timeout=timeout, stream=True) as answer:
            yield answer.status_code, answer.headers, answer.iter_content(_CHUNK)


def _pause(seconds: float, watch: Watch) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        watch.check()
        time.sleep(min(left, 0.1))
