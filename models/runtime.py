"""ONNX Runtime sessions, and the truth about the device they run on.

This is the only module that imports onnxruntime, and it does so at the first
session: importing `models` stays cheap, and the telemetry switch is always set
before the library is there.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.encoder import Device
from models.errors import EncoderUnsupported

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"
DEVICES = ("auto", "cpu", "cuda")

_FATAL = 4

_OrtSession: TypeAlias = Any  # onnxruntime comes without types


class Session:
    """One loaded tower. Calls are thread safe.

    Attributes:
        device: What it runs on, read back from ONNX Runtime.
    """

    def __init__(self, path: Path, session: _OrtSession, device: Device) -> None:
        self.path = path
        self.device = device
        self._session = session
        self._inputs = {value.name: value for value in session.get_inputs()}
        self._outputs = {value.name: value for value in session.get_outputs()}

    def expect(self, inputs: Sequence[str], output: str, dimensions: int) -> None:
        """Check that the graph is the one the manifest describes.

        Raises:
            EncoderUnsupported: An input or output has another name, or another width.
        """
        if set(self._inputs) != set(inputs):
            raise EncoderUnsupported(
                f"{self.path} takes {_names(self._inputs)}, but its manifest names {_names(inputs)}."
            )
        if output not in self._outputs:
            raise EncoderUnsupported(
                f"{self.path} gives {_names(self._outputs)}, but its manifest names {output}."
            )
        width = self._outputs[output].shape[-1] if self._outputs[output].shape else None
        if isinstance(width, int) and width != dimensions:
            raise EncoderUnsupported(
                f"{self.path} makes vectors of {width} numbers, but its manifest says {dimensions}."
            )

    def run(self, output: str, inputs: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
        """Compute one output; what it does not need is not computed.

        Raises:
            EncoderUnsupported: The graph fails, for instance because the device's memory is full.
        """
        (result,) = self.run_all([output], inputs)
        return result

    def run_all(
        self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[np.float32]]:
        """Compute several outputs at once; raises as `run`."""
        try:
            results = self._session.run(list(outputs), dict(inputs))
        except Exception as error:  # ONNX Runtime's errors have no common base class
            raise EncoderUnsupported(
                f"{self.path} fails on {self.device.name}: {_first_line(error)}.",
                "Try again with the device set to cpu.",
            ) from error
        return [np.asarray(result, dtype=np.float32) for result in results]


def open_session(path: Path, *, device: str = "auto", threads: int | None = None) -> Session:
    """Load a tower.

    Args:
        path: An ONNX file.
        device: "auto" (CUDA where there is an NVIDIA device), "cpu" or "cuda".
        threads: Threads of one call; None for one for each available core.

    Raises:
        EncoderUnsupported: It is not an ONNX graph ONNX Runtime can run.
    """
    if device not in DEVICES:
        raise ValueError(f"device must be one of {', '.join(DEVICES)}, not {device!r}")
    wanted, reason = _choose(device)
    session = None
    if wanted == CUDA:
        try:
            session = _create(path, [CUDA, CPU], threads)
        except Exception as error:  # a missing CUDA library, an old driver, a full card...
            reason = f"The NVIDIA device could not be used: {_first_line(error)}."
    if session is None:
        try:
            session = _create(path, [CPU], threads)
        except Exception as error:
            raise EncoderUnsupported(
                f"{path} can't be run: {_first_line(error)}.", "Install the encoder again."
            ) from error
    return Session(path, session, _device_of(session, wanted, reason))


def _choose(device: str) -> tuple[str, str]:
    """The provider to ask for, and why it is not CUDA where that was possible."""
    if device == "cpu":
        return CPU, "The processor was chosen in the settings."
    if not has_nvidia_device():
        return CPU, "No NVIDIA device was found."
    if CUDA not in load_onnxruntime().get_available_providers():
        return CPU, "The installed ONNX Runtime is the one without CUDA (onnxruntime-gpu has it)."
    return CUDA, ""


def _device_of(session: _OrtSession, wanted: str, reason: str) -> Device:
    # get_device() and get_available_providers() claim CUDA on any machine; only the session knows.
    provider = str(session.get_providers()[0])
    if provider == CUDA:
        return Device("cuda", provider)
    if wanted == CUDA and not reason:
        reason = "ONNX Runtime could not start CUDA; it needs CUDA 13 and cuDNN 9 and a driver for them."
    return Device("cpu", provider, reason)


def has_nvidia_device() -> bool:
    """Whether the machine has an NVIDIA device with its driver, without loading any of it."""
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
        return (system / "nvcuda.dll").exists()
    return Path("/dev/nvidiactl").exists() or Path("/dev/dxg").exists()


def available_cores() -> int:
    """Cores this process may run on."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _create(path: Path, providers: list[str], threads: int | None) -> _OrtSession:
    ort = load_onnxruntime()
    if CUDA in providers:
        # Finds the CUDA libraries of the nvidia-* wheels where the system has none.
        ort.preload_dlls()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or available_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL
    # Spinning threads burn a core for a while after every call, between two keystrokes too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Without this, a failure to start CUDA is printed on stdout and retried out of our sight.
    return ort.InferenceSession(str(path), options, providers=providers, enable_fallback=0)


def load_onnxruntime() -> ModuleType:
    """Import onnxruntime: the one place, so that the switch is always set before it."""
    # Importing it writes ~/.cache/Microsoft and a session asks DNS; disable_telemetry_events() stops neither.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    ort = importlib.import_module("onnxruntime")
    ort.set_default_logger_severity(_FATAL)
    return ort


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _names(values: Sequence[str] | Mapping[str, Any]) -> str:
    return ", ".join(values) or "nothing"
