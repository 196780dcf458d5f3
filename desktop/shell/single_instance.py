"""One window a library: a second start hands over what it was asked for, and ends.

The windows find each other by a local socket, which only this user can open (a named pipe on Windows),
named after the library. A file lock in the library says who may have it: two that start at the same
moment must not both take it. What comes over it is data, checked, and at most a question with names of files.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import logging
import os
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from core.cli.opening import Opening

_MOST_BYTES = 1 << 20
_CONNECT_MS = 300
_ANSWER_MS = 5000
_TAKEN = b"taken\n"
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a desktop gives to a program that a person has just started: the right to come to the front."""

log = logging.getLogger(__name__)


def server_name(root: Path) -> str:
    """Where the window of a library listens.

    Args:
        root: The library directory.
    """
    real = os.path.normcase(root.resolve())
    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if Path(runtime).is_absolute() and Path(runtime).is_dir():
        # A session's own directory, closed to others. (Qt would say on the terminal when there is none.)
        return str(Path(runtime) / f"fovea-{digest}")
    # Qt puts it into the directory for temporary files; on Windows it is no file.
    return f"fovea-{getpass.getuser()}-{digest}"


def hand_over(root: Path, opening: Opening) -> bool:
    """Have the open window of a library show something, and come to the front.

    Args:
        root: The library directory.
        opening: What to show.

    Returns:
        Whether there is one, and it has taken it.
    """
    socket = QLocalSocket()
    socket.connectToServer(server_name(root))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(_packed(opening))
    answer = b""
    while not answer.endswith(b"\n"):
        if not socket.waitForReadyRead(_ANSWER_MS):
            # It hangs, or it is closing: a window of one's own is better than none.
            return False
        answer += bytes(socket.readAll().data())
    return answer == _TAKEN


class SingleInstance(QObject):
    """Listens for other starts, as long as its window is open.

    Args:
        root: The library directory; it must be there.
        parent: Qt's owner.

    Signals:
        asked: Another start wants the window to show an `Opening`.
    """

    asked = Signal(object)

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._held = ExitStack()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self) -> bool:
        """Begin to listen.

        Returns:
            Whether it does; False: another window of this library is there, or is just starting.
        """
        from core.errors import LibraryError  # noqa: PLC0415  who only hands over needs no library
        from core.library import exclusive  # noqa: PLC0415
        from core.paths import LibraryPaths  # noqa: PLC0415

        try:
            self._held.enter_context(exclusive(LibraryPaths(self._root).window_lock, "showing"))
        except LibraryError as error:
            log.info("not the only window: %s", error)
            return False
        name = server_name(self._root)
        # A window that was killed leaves its socket behind; the lock says that nobody listens there.
        QLocalServer.removeServer(name)
        if self._server.listen(name):
            return True
        log.warning("other starts can't be taken over: %s", self._server.errorString())
        return False

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()
        self._held.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_MOST_BYTES)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= _MOST_BYTES:
                socket.abort()
            return
        opening = _unpacked(bytes(socket.readLine().data()))
        if opening is None:
            log.warning("something else than Fovea has spoken to this window")
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.disconnectFromServer()
        self.asked.emit(opening)


def _packed(opening: Opening) -> bytes:
    tokens = {name: os.environ[name] for name in _TOKENS if name in os.environ}
    # As ASCII: a path that is not UTF-8 is written with the escapes that stand for its bytes.
    said = {"question": opening.question, "paths": [str(path) for path in opening.paths], "tokens": tokens}
    return json.dumps(said).encode("ascii") + b"\n"


def _unpacked(line: bytes) -> Opening | None:
    """What was handed over; None where it makes no sense."""
    try:
        said = json.loads(line)
        question, paths, tokens = said["question"], said["paths"], said["tokens"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(question, str) or not isinstance(tokens, dict) or not isinstance(paths, list):
        return None
    if not all(isinstance(path, str) for path in paths):
        return None
    for name in _TOKENS:
        if isinstance(token := tokens.get(name), str) and "\0" not in token:
            # Qt takes it from there when the window is raised next.
            os.environ[name] = token
    return Opening(question, tuple(Path(path) for path in paths if "\0" not in path))
