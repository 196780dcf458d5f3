"""ONNX Runtime sessions, and the truth about the device they run on.

This is the only module that imports onnxruntime, and it does so at the first
session: importing `models` stays cheap, and the telemetry switch is always set
before the library is there.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import io
import os
import re
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.encoder import Device
from models.errors import EncoderOutOfMemory, EncoderUnsupported

CUDA = "CUDAExecutionProvider"
DIRECTML = "DmlExecutionProvider"
COREML = "CoreMLExecutionProvider"
CPU = "CPUExecutionProvider"
_NAMES = {CPU: "cpu", CUDA: "cuda", DIRECTML: "directml", COREML: "coreml"}
DEVICES = ("auto", *_NAMES.values())

_FATAL = 4

# What allocators of ONNX Runtime, CUDA, cuDNN and the C++ library say when memory runs out.
_NO_MEMORY = re.compile(r"out of memory|failed to allocate|bad_alloc|ALLOC_FAILED", re.IGNORECASE)

_DTYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int32)": np.int32,
    "tensor(int64)": np.int64,
}

_OrtSession: TypeAlias = Any  # onnxruntime comes without types


class Session:
    """One loaded tower. Calls are thread safe.

    Attributes:
        device: What it runs on, read back from ONNX Runtime.
        inputs: Names of what it takes.
        outputs: Names of what it gives.
        metadata: What its maker wrote into the file.
    """

    def __init__(self, path: Path, session: _OrtSession, device: Device) -> None:
        self.path = path
        self.device = device
        self._session = session
        self._inputs = {value.name: value for value in session.get_inputs()}
        self._dtypes = {name: _DTYPES.get(value.type) for name, value in self._inputs.items()}
        self._outputs = {value.name: value for value in session.get_outputs()}
        self.inputs = tuple(self._inputs)
        self.outputs = tuple(self._outputs)
        self.metadata: dict[str, str] = dict(session.get_modelmeta().custom_metadata_map)
        # Some exports are for one picture or text only (immich's, for instance).
        self._one_at_a_time = any(list(value.shape[:1]) == [1] for value in self._inputs.values())

    def expect(self, inputs: Sequence[str], output: str, dimensions: int, *others: str) -> None:
        """Check that the graph is the one the manifest describes.

        Args:
            inputs: All its inputs.
            output: The embedding.
            dimensions: Of the embedding.
            others: Further outputs it must have.

        Raises:
            EncoderUnsupported: An input or output has another name, or another width.
        """
        if set(self._inputs) != set(inputs):
            raise EncoderUnsupported(
                f"{self.path} takes {_names(self._inputs)}, but its manifest names {_names(inputs)}."
            )
        for name in (output, *others):
            if name not in self._outputs:
                raise EncoderUnsupported(
                    f"{self.path} gives {_names(self._outputs)}, but its manifest names {name}."
                )
        width = self._outputs[output].shape[-1] if self._outputs[output].shape else None
        if isinstance(width, int) and width != dimensions:
            raise EncoderUnsupported(
                f"{self.path} makes vectors of {width} numbers, but its manifest says {dimensions}."
            )

    def run(self, output: str, inputs: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
        """Compute one output; what it does not need is not computed.

        Raises:
            EncoderOutOfMemory: The device has no room for so much at once.
            EncoderUnsupported: The graph fails.
        """
        (result,) = self.run_all([output], inputs)
        return result

    def run_all(
        self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[np.float32]]:
        """Compute several outputs at once; raises as `run`."""
        rows = len(next(iter(inputs.values())))
        if not self._one_at_a_time or rows == 1:
            return self._run(outputs, inputs)
        pieces = [
            self._run(outputs, {name: value[row : row + 1] for name, value in inputs.items()})
            for row in range(rows)
        ]
        return [np.concatenate(parts) for parts in zip(*pieces, strict=True)]

    def _run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        try:
            results = self._compute(outputs, self._cast(inputs))
        except Exception as error:  # ONNX Runtime's errors have no common base class
            if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
                raise EncoderOutOfMemory(
                    f"There is not enough memory on {self.device.name} for {self.path}.",
                    "Close other programs, or set the device to cpu.",
                ) from error
            raise EncoderUnsupported(
                f"{self.path} fails on {self.device.name}: {_first_line(error)}.",
                "Try again with the device set to cpu.",
            ) from error
        return [np.asarray(result, dtype=np.float32) for result in results]

    def _compute(self, outputs: Sequence[str], inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        if self.device.name != _NAMES[CUDA]:
            results: list[NDArray[Any]] = self._session.run(list(outputs), inputs)
            return results
        # Bound, inputs go to the card in one copy each, and only the outputs that were asked for come back.
        binding = self._session.io_binding()
        for name, value in inputs.items():
            binding.bind_cpu_input(name, np.ascontiguousarray(value))
        for name in outputs:
            binding.bind_output(name, "cpu")
        self._session.run_with_iobinding(binding)
        bound: list[NDArray[Any]] = binding.copy_outputs_to_cpu()
        return bound

    def _cast(self, inputs: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Give each input the type the graph declares: some exports want int32 ids or float16 pixels."""
        return {
            name: value if (dtype := self._dtypes.get(name)) is None else value.astype(dtype, copy=False)
            for name, value in inputs.items()
        }


def open_session(
    path: Path, *, device: str = "auto", threads: int | None = None, many_sizes: bool = False
) -> Session:
    """Load a tower.

    Args:
        path: An ONNX file.
        device: "auto" (an accelerator where one works, else the processor), "cpu", "cuda", "directml"
            or "coreml".
        threads: Threads of one call; None for one for each available core.
        many_sizes: It is given inputs of ever other sizes.

    Raises:
        EncoderUnsupported: It is not an ONNX graph ONNX Runtime can run.
    """
    if device not in DEVICES:
        raise ValueError(f"device must be one of {', '.join(DEVICES)}, not {device!r}")
    wanted, reason = _choose(device)
    session = None
    if wanted != CPU:
        complaint = _preload_cuda() if wanted == CUDA else ""
        try:
            session = _create(path, [wanted, CPU], threads, many_sizes=many_sizes)
        except Exception as error:  # a missing library, an old driver, a full card...
            reason = f"{_NAMES[wanted].upper()} could not be used: {complaint or _first_line(error)}."
    if session is None:
        try:
            session = _create(path, [CPU], threads, many_sizes=many_sizes)
        except Exception as error:
            raise EncoderUnsupported(
                f"{path} can't be run: {_first_line(error)}.", "Install the encoder again."
            ) from error
    return Session(path, session, _device_of(session, reason))


def built_in_providers() -> tuple[str, ...]:
    """The execution providers ONNX Runtime was built with; whether one works, only a session tells."""
    return tuple(load_onnxruntime().get_available_providers())


def _choose(device: str) -> tuple[str, str]:
    """The provider to ask for, and why it is not a faster one where that was possible."""
    if device == "cpu":
        return CPU, "The processor was chosen in the settings."
    for provider, platform in ((COREML, "darwin"), (DIRECTML, "win32")):
        wanted = device == _NAMES[provider] or (device == "auto" and sys.platform == platform)
        if wanted and provider in built_in_providers():
            return provider, ""
    if not has_nvidia_device():
        return CPU, "No NVIDIA device was found."
    if CUDA not in load_onnxruntime().get_available_providers():
        return CPU, "The installed ONNX Runtime is the one without CUDA (onnxruntime-gpu has it)."
    return CUDA, ""


def _device_of(session: _OrtSession, reason: str) -> Device:
    # get_device() and get_available_providers() claim CUDA on any machine; only the session knows.
    provider = str(session.get_providers()[0])
    if provider != CPU:
        return Device(_NAMES.get(provider, provider), provider)
    if not reason:
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


def _create(path: Path, providers: list[str], threads: int | None, *, many_sizes: bool) -> _OrtSession:
    ort = load_onnxruntime()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or available_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL
    # DirectML supports no reuse of memory by pattern (ONNX Runtime's documentation of the provider); and
    # memory that is planned for one size of input is kept for each: half as much again for two sizes.
    options.enable_mem_pattern = DIRECTML not in providers and not many_sizes
    # Spinning threads burn a core for a while after every call, between two keystrokes too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        # Without this, a failure to start CUDA is printed on stdout and retried out of our sight.
        return ort.InferenceSession(str(path), options, providers=providers, enable_fallback=0)
    finally:
        _give_back_memory()


def _give_back_memory() -> None:
    """Have the C library give the system what it keeps for later: copies of a tower, once it is loaded.

    glibc keeps what was freed below something that is still in use; other libraries don't, and lack the call.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(ctypes.c_size_t(0))


def _preload_cuda() -> str:
    """Load the CUDA libraries of the nvidia-* wheels where the system has none.

    Returns:
        The first complaint, or nothing. ONNX Runtime prints them, which would spoil
        the output of a command line.
    """
    with contextlib.redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load_onnxruntime().preload_dlls()
    lines = printed.getvalue().strip().splitlines()
    return lines[0].rstrip(".") if lines else ""


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
