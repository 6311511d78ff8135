"""`python -m sensorium` is the command line."""

from __future__ import annotations

from sensorium.surfaces.cli import main

if __name__ == "__main__":
    main()
