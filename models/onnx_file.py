"""A look into an ONNX file without running it, and without the onnx package.

ONNX is protocol buffers; only the fields asked for are followed, everything else
(the weights) is stepped over, so a gigabyte is looked through in a moment.
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import EncoderUnsupported

# Message -> {field number: message of that field}. What is not here is stepped over.
_PARTS: dict[str, dict[int, str]] = {
    "model": {7: "graph", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
_EXTERNAL = 1
_MAX_DEPTH = 64
# Nodes that hand token ids on as they are.
_PASSING = {"Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Clip"}

_Field = tuple[int, int, int, int]
"""Field number, value of a varint (else 0), begin and end of a length-delimited field (else 0)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in an ONNX file.

    Attributes:
        external: Names of files that hold weights outside of it; "" where a tensor names none.
        inputs: Names of what the graph must be given.
        tables: Rows of the tables that are indexed directly with the given input.
    """

    external: tuple[str, ...]
    inputs: tuple[str, ...]
    tables: tuple[int, ...]


def look_into(path: Path, ids: str | None = None) -> Looked:
    """Look for weights outside of an ONNX file, and for the size of its table of tokens.

    Args:
        path: An ONNX file.
        ids: Name of the input with token ids, or None.

    Raises:
        EncoderUnsupported: It is no ONNX file.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            reader = _Reader(data)
            external = tuple(dict.fromkeys(reader.external("model", 0, len(data), 0)))
            inputs = reader.inputs()
            tables = reader.tables(ids) if ids is not None else ()
    except (ValueError, IndexError, UnicodeDecodeError, RecursionError) as error:
        raise EncoderUnsupported(f"{path} is not an ONNX file.", "Get the encoder again.") from error
    return Looked(external, inputs, tables)


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self.data = data

    def external(self, message: str, begin: int, end: int, depth: int) -> Iterator[str]:
        """The names of outside files, wherever a tensor may be."""
        if depth > _MAX_DEPTH:
            raise ValueError("too deep")
        if message == "tensor":
            yield from self._location(begin, end)
            return
        parts = _PARTS[message]
        for number, _, start, stop in self.fields(begin, end):
            if stop and number in parts:
                yield from self.external(parts[number], start, stop, depth + 1)

    def _location(self, begin: int, end: int) -> Iterator[str]:
        outside, name = False, ""
        for number, value, start, stop in self.fields(begin, end):
            if number == 14:
                outside = value == _EXTERNAL
            elif number == 13:  # external_data: a StringStringEntryProto
                entry = {key: self.text(a, b) for key, _, a, b in self.fields(start, stop)}
                if entry.get(1) == "location":
                    name = entry.get(2, "")
        if outside:
            yield name

    def inputs(self) -> tuple[str, ...]:
        """Names of the graph's inputs; old exporters list the weights among them."""
        names, weights = [], set()
        for number, _, start, stop in self.fields(*self._graph()):
            if number == 11:
                names += [self.text(a, b) for key, _, a, b in self.fields(start, stop) if key == 1]
            elif number == 5:
                weights.add(self._tensor(start, stop)[0])
        return tuple(name for name in names if name not in weights)

    def _graph(self) -> tuple[int, int]:
        for number, _, start, stop in self.fields(0, len(self.data)):
            if number == 7:
                return start, stop
        raise ValueError("no graph")

    def tables(self, ids: str) -> tuple[int, ...]:
        """Rows of the initializers a Gather reads at the ids."""
        nodes: list[tuple[str, list[str], list[str]]] = []
        rows: dict[str, int] = {}
        for number, _, start, stop in self.fields(*self._graph()):
            if number == 1:
                nodes.append(self._node(start, stop))
            elif number == 5:
                name, dims = self._tensor(start, stop)
                if len(dims) == 2:
                    rows[name] = dims[0]
        same, found = {ids}, []
        for kind, inputs, outputs in nodes:  # in topological order, says the specification
            if kind in _PASSING and inputs and inputs[0] in same:
                same.update(outputs)
            elif kind == "DequantizeLinear" and inputs and inputs[0] in rows:
                rows.update(dict.fromkeys(outputs, rows[inputs[0]]))
            elif kind == "Gather" and len(inputs) == 2 and inputs[1] in same and inputs[0] in rows:
                found.append(rows[inputs[0]])
        return tuple(found)

    def _node(self, begin: int, end: int) -> tuple[str, list[str], list[str]]:
        kind, inputs, outputs = "", [], []
        for number, _, start, stop in self.fields(begin, end):
            if number == 1:
                inputs.append(self.text(start, stop))
            elif number == 2:
                outputs.append(self.text(start, stop))
            elif number == 4:
                kind = self.text(start, stop)
        return kind, inputs, outputs

    def _tensor(self, begin: int, end: int) -> tuple[str, list[int]]:
        name, dims = "", []
        for number, value, start, stop in self.fields(begin, end):
            if number == 8:
                name = self.text(start, stop)
            elif number == 1 and not stop:
                dims.append(value)
            elif number == 1:  # packed
                dims += self._packed(start, stop)
        return name, dims

    def _packed(self, begin: int, end: int) -> Iterator[int]:
        while begin < end:
            value, begin = self.varint(begin)
            yield value

    def fields(self, begin: int, end: int) -> Iterator[_Field]:
        """The fields of one message."""
        while begin < end:
            key, begin = self.varint(begin)
            number, wire = key >> 3, key & 7
            if number == 0:
                raise ValueError("field 0")
            value = start = stop = 0
            if wire == 0:
                value, begin = self.varint(begin)
            elif wire == 2:
                length, start = self.varint(begin)
                begin = stop = start + length
            elif wire in (1, 5):
                begin += 8 if wire == 1 else 4
            else:
                raise ValueError(f"wire type {wire}")
            if begin > end:
                raise ValueError("cut")
            yield number, value, start, stop

    def varint(self, position: int) -> tuple[int, int]:
        """A base-128 number, and where it ends."""
        value = shift = 0
        while True:
            byte = self.data[position]
            position += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value, position
            shift += 7
            if shift > 63:
                raise ValueError("varint")

    def text(self, begin: int, end: int) -> str:
        """A string field."""
        return self.data[begin:end].decode("utf-8")
