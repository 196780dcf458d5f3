"""The indexer's process, seen from the window: started, told what to do, listened to, started again."""

from __future__ import annotations

import logging
import time
from enum import Enum, auto

import psutil
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from core.intake import Order, Progress, published, worker_command
from core.paths import LibraryPaths

_POLL_MS = 2000
_RESTART_MS = 1500
_GOOD_LIFE_S = 300.0
_LIBRARY_UNUSABLE = 3
_STDERR_LINES = 8

log = logging.getLogger(__name__)


class Indexing(Enum):
    """Who indexes."""

    NOBODY = auto()
    HERE = auto()
    ELSEWHERE = auto()
    FAILED = auto()


class IndexerClient(QObject):
    """Runs an indexer for a library as long as the window is open.

    Args:
        paths: Of the library.
        command: The worker's command line; None: the real one.
        parent: Qt's owner.

    Signals:
        progressed: A `Progress`, of this window's indexer or of another process's.
        state_changed: `state` or `problem` is another one.
    """

    progressed = Signal(object)
    state_changed = Signal()

    def __init__(
        self, paths: LibraryPaths, command: list[str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._command = command or worker_command(paths.root)
        self._process: QProcess | None = None
        self._stopping = False
        self._restarted = False
        self._started_at = 0.0
        self._stderr: list[str] = []
        self._when_started: list[Order] = []
        self._polling = QTimer(self)
        self._polling.setInterval(_POLL_MS)
        self._polling.timeout.connect(self._poll)
        self._restart = QTimer(self)
        self._restart.setSingleShot(True)
        self._restart.setInterval(_RESTART_MS)
        self._restart.timeout.connect(self._launch)
        self.state = Indexing.NOBODY
        self.problem = ""
        self.progress: Progress | None = None

    def start(self) -> None:
        """Start the indexer, unless it runs."""
        if self._process is None and not self._restart.isActive() and not self._stopping:
            self._restarted = False
            self._polling.stop()
            self._launch()

    def order(self, order: Order) -> None:
        """Tell the indexer something; it is started when there is none."""
        if self._process is None:
            if self.state is not Indexing.ELSEWHERE:
                self._when_started.append(order)
                self.start()
            return
        self._process.write(f"{order.value}\n".encode())

    def stop(self, timeout_ms: int = 5000) -> None:
        """End the indexer; what it committed stays, the rest is done the next time.

        Args:
            timeout_ms: So long it may take to finish its batch.
        """
        self._stopping = True
        self._polling.stop()
        self._restart.stop()
        process = self._process
        if process is None:
            return
        process.write(f"{Order.STOP.value}\n".encode())
        process.closeWriteChannel()
        if not process.waitForFinished(timeout_ms):
            process.kill()
            process.waitForFinished(timeout_ms)
        self._forget(process)

    # ------------------------------------------------------------------------------------------

    def _launch(self) -> None:
        process = self._process = QProcess(self)
        self._stderr = []
        self._started_at = time.monotonic()
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        process.readyReadStandardOutput.connect(lambda: self._read(process))
        process.readyReadStandardError.connect(lambda: self._read_errors(process))
        process.finished.connect(lambda code, _: self._finished(process, code))
        process.errorOccurred.connect(lambda error: self._could_not_start(process, error))
        process.start()
        for order in self._when_started:
            process.write(f"{order.value}\n".encode())
        self._when_started = []
        self._set(Indexing.HERE)

    def _read(self, process: QProcess) -> None:
        while process.canReadLine():
            line = bytes(process.readLine().data()).decode("utf-8", "replace")
            progress = Progress.from_line(line)
            if progress is not None:
                self.progress = progress
                self.progressed.emit(progress)

    def _read_errors(self, process: QProcess) -> None:
        text = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in filter(str.strip, text.splitlines()):
            log.info("indexer: %s", line)
            self._stderr = [*self._stderr[1 - _STDERR_LINES :], line.strip()]

    def _could_not_start(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            said = process.errorString()
            self._forget(process)
            self._set(Indexing.FAILED, said)

    def _finished(self, process: QProcess, code: int) -> None:
        if self._stopping or process is not self._process:
            return
        self._read(process)
        self._read_errors(process)
        self._forget(process)
        said = " ".join(self._stderr)
        if code == _LIBRARY_UNUSABLE:
            # Either another Fovea is at it, which is fine, or something is wrong with the library.
            if self._other() is not None:
                self._set(Indexing.ELSEWHERE)
                self._polling.start()
                self._poll()
            else:
                self._set(Indexing.FAILED, said)
            return
        log.warning("the indexer ended with code %s: %s", code, said)
        if time.monotonic() - self._started_at > _GOOD_LIFE_S:
            self._restarted = False
        if self._restarted:
            self._set(Indexing.FAILED, said if code >= 0 and code < 128 else "")
        else:
            self._restarted = True
            self._restart.start()
            self._set(Indexing.NOBODY, self.tr("The indexer ended unexpectedly; it is started again."))

    def _poll(self) -> None:
        """Another process indexes: show how far it is, and take over when it ends."""
        progress = self._other()
        if progress is None:
            self._polling.stop()
            self.start()
        else:
            self.progress = progress
            self.progressed.emit(progress)

    def _other(self) -> Progress | None:
        progress = published(self._paths.activity)
        if progress is None or progress.state == "stopped" or not psutil.pid_exists(progress.pid):
            return None
        return progress

    def _forget(self, process: QProcess) -> None:
        if self._process is process:
            self._process = None
        process.deleteLater()

    def _set(self, state: Indexing, problem: str = "") -> None:
        self.state = state
        self.problem = problem
        self.state_changed.emit()
