#!/usr/bin/env python3
"""The tool's command line, as it is called in a checkout; installed, it is called ``zeren``."""

from responsibility.__main__ import main

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="python build.py")
