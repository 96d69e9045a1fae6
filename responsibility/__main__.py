"""``python -m responsibility``: the command line where its entry point is not on the path."""

from responsibility.cli import main

if __name__ == "__main__":
    main(prog_name="python -m responsibility")
