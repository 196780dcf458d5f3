"""`python -m desktop`: the same as the command `fovea`."""

import sys

from desktop.entry import main

if __name__ == "__main__":
    sys.exit(main())
