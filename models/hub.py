"""What a Hugging Face hub says of a file, and in which words it refuses.

The hub's own library asks and holds the session, so that proxies (HTTPS_PROXY),
mirrors (HF_ENDPOINT), certificates and HF_HUB_OFFLINE work as people know them. It is
imported when a person asked for an encoder, not before; no token is sent and no telemetry.

A file's ETag is the sha256 of a large file, the git hash of a small one.
https://huggingface.co/docs/huggingface_hub/package_reference/file_download
"""

from __future__ import annotations

import importlib
import os
import re
import time
from dataclasses import dataclass
from typing import Any

from models.errors import DownloadFailed
from models.files import Digests

DEFAULT_ENDPOINT = "https://huggingface.co"

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_GIT_HASH = re.compile(r"[0-9a-f]{40}\Z")

BY_HAND = "Or fetch the files elsewhere and give their folder: fovea encoders install NAME --from DIR"
ONLINE = (
    "Is this computer online? Behind a proxy, set HTTPS_PROXY; where the hub is blocked, set HF_ENDPOINT "
    f"to a mirror. {BY_HAND}"
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for.

    Attributes:
        timeout: Seconds without a byte.
        attempts: How often in a row nothing may come.
        pause: Seconds before the second attempt; doubled each time.
    """

    timeout: float = 20.0
    attempts: int = 4
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Remote:
    """What the hub says of one file.

    Attributes:
        url: Where its bytes are.
        commit: The commit it is of, or None where the server does not say.
        size: Bytes.
        sha256: Of its bytes, or None.
        git_hash: Of the blob, as git computes it, or None.
    """

    url: str
    commit: str | None
    size: int
    sha256: str | None
    git_hash: str | None

    def digests(self) -> Digests:
        """What `fits` wants to know of the file."""
        return Digests(self.size if self.git_hash else None)

    def fits(self, digests: Digests) -> bool:
        """Whether some bytes are the file that was promised."""
        return (
            digests.size == self.size
            and self.sha256 in (None, digests.sha256)
            and self.git_hash in (None, digests.git_hash)
        )


def endpoint() -> str:
    """The hub that is asked: HF_ENDPOINT, or huggingface.co."""
    return (os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT).rstrip("/")


def look_up(repository: str, path: str, revision: str | None, patience: Patience) -> Remote:
    """Ask the hub for a file's size, commit and hash.

    Args:
        repository: "owner/name".
        path: In the repository.
        revision: A commit, or None for the newest.
        patience: How long to wait.

    Raises:
        DownloadFailed: It can't be had; says why.
    """
    hub = load_hub()
    url = hub.hf_hub_url(repository, path, revision=revision or "main", endpoint=endpoint())
    # Without a network this fails at once; nobody should wait long to be told so.
    attempts = min(patience.attempts, 2)
    for attempt in range(attempts):
        try:
            found = hub.get_hf_file_metadata(url, token=False, timeout=patience.timeout)
            break
        except Exception as error:  # the session's library differs between versions of the hub's
            final = _refused(error, repository, path, revision)
            if final is not None:
                raise final from error
            if attempt + 1 == attempts:
                raise DownloadFailed(f"{endpoint()} can't be reached: {words(error)}.", ONLINE) from error
            time.sleep(patience.pause * 2**attempt)
    if not found.size:
        raise DownloadFailed(f"{endpoint()} does not say how large {repository}/{path} is.", BY_HAND)
    etag = found.etag or ""
    return Remote(
        url=found.location,
        commit=found.commit_hash,
        size=found.size,
        sha256=etag if _SHA256.match(etag) else None,
        git_hash=etag if _GIT_HASH.match(etag) else None,
    )


def _refused(error: Exception, repository: str, path: str, revision: str | None) -> DownloadFailed | None:
    """The words for an answer that trying again won't change; None for any other failure."""
    errors = importlib.import_module("huggingface_hub.errors")
    of = f"{repository} at {endpoint()}"
    if isinstance(error, errors.OfflineModeIsEnabled):
        return DownloadFailed("HF_HUB_OFFLINE is set, so nothing is downloaded.", f"Unset it. {BY_HAND}")
    if isinstance(error, errors.GatedRepoError):
        return DownloadFailed(f"{of} wants an account and an agreement first.", BY_HAND)
    if isinstance(error, errors.RepositoryNotFoundError):
        return DownloadFailed(f"There is no {of} any more, or it is private.", BY_HAND)
    if isinstance(error, errors.RevisionNotFoundError):
        return DownloadFailed(f"{of} has no commit {revision or 'main'} any more.", BY_HAND)
    if isinstance(error, errors.EntryNotFoundError):
        return DownloadFailed(f"{of} has no file {path} (commit {revision or 'main'}).", BY_HAND)
    status = getattr(getattr(error, "response", None), "status_code", 0)
    if 400 <= status < 500 and status not in (408, 429):
        return DownloadFailed(f"{of} refuses {path} (HTTP {status}).", BY_HAND)
    return None


def load_hub() -> Any:
    """Import the hub's library, with its telemetry and its token off before it reads its settings."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    hub = importlib.import_module("huggingface_hub")
    importlib.import_module("huggingface_hub.utils")
    return hub


def words(error: BaseException) -> str:
    """What another library's error says, on one line."""
    lines = str(error).strip().splitlines()
    name = type(error).__name__
    return f"{lines[0].rstrip('.')} ({name})" if lines else name
