"""The set-up's scripts import each other by their plain names, as they do when Python runs one of them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
