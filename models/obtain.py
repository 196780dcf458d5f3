"""From an offer to an encoder directory: by download, or from files a person fetched by hand.

The files are gathered in a folder with a leading dot beside the encoders, which
nothing lists. They become an encoder there: checked, described by a manifest, and
used once (`models.probe`). Only then the folder gets its name, so that a crash, a full disk
or a lost network never leaves anything that looks installed, and what has arrived
serves the next attempt.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from models.assemble import Gathered, Obtained, assemble, raw_name, remove, revision_of, whole
from models.catalog import Offer, SourceFile
from models.download import Watch, fetch
from models.errors import DownloadFailed, EncoderDamaged, EncoderNotFound, EncoderUnsupported
from models.files import Digests, need_space, writing
from models.hub import Patience, Remote, endpoint, look_up

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be."""


def download_encoder(
    offer: Offer,
    into: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    patience: Patience | None = None,
) -> Obtained:
    """Download an encoder and install it. Going on where an earlier attempt stopped.

    Args:
        offer: From the catalogue.
        into: The folder of encoder directories; made when missing.
        progress: Follows the bytes.
        cancelled: Asked often; True stops the download.
        patience: How long a server is waited for.

    Returns:
        Where it is.

    Raises:
        DownloadFailed: No network, no space, or not what was promised.
        DownloadCancelled: The person stopped it.
        EncoderError: There are no ready files, or what arrived can't be used.
    """
    _has_files(offer)
    patience = patience or Patience()
    folder = into / f".{offer.name}.download"
    with _locked(into, offer.name):
        commit = offer.files[0].revision
        if commit is not None and (there := whole(into / f"{offer.name}@{revision_of(offer, commit)}")):
            return Obtained(there)
        remotes = _look_up_all(offer, patience)
        with writing(folder):
            folder.mkdir(exist_ok=True)
        total = sum(remote.size for _, remote in remotes)
        need_space(into, total - _size(folder))
        done = 0

        def arrived(count: int) -> None:
            nonlocal done
            done += count
            progress(done, total)

        watch = Watch(arrived, cancelled)
        gathered = []
        for file, remote in remotes:
            watch.check()
            sha256 = fetch(remote, folder / raw_name(offer, file), watch, patience)
            gathered.append(Gathered(file, file.revision or remote.commit, sha256))
        return assemble(offer, gathered, folder, into)


def import_encoder(
    offer: Offer, source: Path, into: Path, *, progress: Progress = lambda _done, _total: None
) -> Obtained:
    """Install an encoder of files that were downloaded by hand.

    Args:
        offer: From the catalogue.
        source: The folder they are in: as in the repository, or all in one folder.
        into: The folder of encoder directories; made when missing.
        progress: Follows the bytes.

    Returns:
        Where it is.

    Raises:
        EncoderError: A file is missing, is not the one it should be, or the encoder can't be used.
    """
    _has_files(offer)
    found = [(file, _find(source, file)) for file in offer.files]
    missing = [file for file, path in found if path is None]
    if missing:
        urls = " ".join(
            f"{endpoint()}/{f.repository}/resolve/{f.revision or 'main'}/{f.path}" for f in missing
        )
        raise EncoderNotFound(
            f"{source} lacks {', '.join(file.path for file in missing)}.", f"They are at: {urls}"
        )
    folder = into / f".{offer.name}.import"
    with _locked(into, offer.name):
        try:
            remove(folder)
            with writing(folder):
                folder.mkdir()
            total = sum(path.stat().st_size for _, path in found if path)
            need_space(into, total)
            gathered, done = [], 0
            for file, path in found:
                if path is None:
                    continue
                gathered.append(_take_over(file, path, folder / raw_name(offer, file)))
                done += path.stat().st_size
                progress(done, total)
            return assemble(offer, gathered, folder, into)
        finally:
            remove(folder)


def discard_download(name: str, into: Path) -> bool:
    """Throw away what an unfinished download of an encoder left.

    Returns:
        Whether there was something.
    """
    folder = into / f".{name}.download"
    found = folder.is_dir()
    remove(folder)
    return found


def _has_files(offer: Offer) -> None:
    if not offer.files:
        raise EncoderUnsupported(
            f"{offer.title} is not to be had as a pair of ONNX files.",
            f"Make them yourself: fovea encoders export {offer.export}",
        )


@contextlib.contextmanager
def _locked(into: Path, name: str) -> Iterator[None]:
    """One process at a time gathers an encoder."""
    path = into / f".{name}.lock"
    with writing(into):
        into.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise DownloadFailed(
                "Another Fovea is installing this encoder.", "Wait until it is done."
            ) from error
    try:
        yield
    finally:
        lock.release()
        path.unlink(missing_ok=True)


def _look_up_all(offer: Offer, patience: Patience) -> list[tuple[SourceFile, Remote]]:
    """What the hub says of each file, reconciled with what is known of it."""
    commits: dict[str, str | None] = {}
    found = []
    for file in offer.files:
        # The newest commit is asked for once, so that all files of a repository are of one commit.
        revision = file.revision or commits.get(file.repository)
        remote = look_up(file.repository, file.path, revision, patience)
        if revision is None and remote.commit is None:
            raise DownloadFailed(f"{endpoint()} does not say which version of {file.repository} it has.")
        commits.setdefault(file.repository, remote.commit)
        what = f"{file.path} of {file.repository}"
        if file.size not in (None, remote.size) or (
            file.sha256 is not None and remote.sha256 not in (None, file.sha256)
        ):
            raise DownloadFailed(
                f"{what} at {endpoint()} is not the file Fovea knows (commit {revision}).",
                "Nothing was downloaded. Unset HF_ENDPOINT, or update Fovea.",
            )
        found.append((file, remote if file.sha256 is None else replace(remote, sha256=file.sha256)))
    return found


def _find(source: Path, file: SourceFile) -> Path | None:
    for name in (file.path, file.target, Path(file.path).name):
        if (source / name).is_file():
            return source / name
    return None


def _take_over(file: SourceFile, path: Path, target: Path) -> Gathered:
    digests = Digests()
    with writing(target), path.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(1 << 20):
            digests.update(chunk)
            writer.write(chunk)
    if file.size not in (None, digests.size):
        raise EncoderDamaged(
            f"{path} has {digests.size:,} bytes instead of {file.size:,}.", "Fetch it again."
        )
    if file.sha256 not in (None, digests.sha256):
        raise EncoderDamaged(
            f"{path} is not the file it should be: its sha256 is {digests.sha256}, not {file.sha256}.",
            f"Take it from commit {file.revision} of {file.repository}.",
        )
    return Gathered(file, file.revision, digests.sha256)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())
