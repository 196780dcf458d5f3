"""`python -m core.cli`: the command line without the window."""

from core.cli.main import main

raise SystemExit(main())
