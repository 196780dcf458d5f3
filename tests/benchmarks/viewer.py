"""How soon a photo is seen when a key is pressed in the viewer: read ahead, not read ahead, key held down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.report import table

SIZES = {"12 MP": (4000, 3000), "24 MP": (6000, 4000)}
STEPS = 12
SCREEN = {"name": "Full HD", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}


def run() -> None:
    """Print the table."""
    # In a process of its own, so that nothing but the viewer is in its memory.
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.benchmarks.viewer_steps"]
    with TemporaryDirectory() as directory:
        screen = Path(directory) / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
            "PYTHONPATH": str(root),
        }
        measured = subprocess.run(
            command, env=environment, cwd=root, check=True, capture_output=True, text=True
        )
    rows = json.loads(measured.stdout.splitlines()[-1])
    title = f"The viewer, Full HD, {STEPS} steps a line: from the key to the painted picture, p50 / worst"
    table(title, ["", *SIZES], rows)
