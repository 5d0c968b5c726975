"""`python -m onrecord` is `onrecord`."""

from __future__ import annotations

from onrecord.cli import main

if __name__ == "__main__":  # the reading processes import this module again, under another name
    main(prog_name="onrecord")
