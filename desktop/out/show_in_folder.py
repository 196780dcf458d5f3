"""Shows a file in the system's file manager, selected where the file manager can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QDesktopServices

from desktop.out.carrying import to_url


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, with the file selected if possible.

    Args:
        path: The file; it need not exist any more.

    Returns:
        Whether some program took it.
    """
    if path.exists():
        if sys.platform == "win32":
            subprocess.Popen(["explorer", f"/select,{path}"])
            return True
        if sys.platform == "darwin":
            return subprocess.run(["open", "-R", str(path)], check=False).returncode == 0
        if _file_manager_shows(path):
            return True
    folder = next((parent for parent in path.parents if parent.is_dir()), None)
    return folder is not None and QDesktopServices.openUrl(to_url(folder))


def _file_manager_shows(path: Path) -> bool:
    """Ask over D-Bus: https://www.freedesktop.org/wiki/Specifications/file-manager-interface/."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415  only on desktops of this kind

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    call.setArguments([[path.as_uri()], ""])
    answer = bus.call(call, timeout=3000)
    return answer.type() is QDBusMessage.MessageType.ReplyMessage
