"""NumPy's matrix products leave the other cores to the search and the encoders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PRODUCT = """
import os
import core
import numpy as np
matrix = np.ones((600, 600), np.float32)
matrix @ matrix
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
@pytest.mark.skipif(os.cpu_count() == 1, reason="there would be one thread anyway")
def test_a_product_of_matrices_takes_one_thread() -> None:
    environment = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    found = subprocess.run(
        [sys.executable, "-c", _PRODUCT], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "1"
