"""Help laid out for a terminal, on which a Chinese character is two columns wide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

import click

_PIECE = re.compile(r"[（“‘《〔]*(?:[!-~]+|\S)[，。；：、？！）”’》〕…]*")
"""What stays on one line: a word of Latin letters, or a Chinese character, with the marks that open or close it."""
_BETWEEN_SCRIPTS = re.compile(r"(?<=[!-~])\n|(?<=[^，。；：、（“])\n(?=[!-~])")
"""An end of a line for which a space stands when lines are joined; between Chinese characters stands nothing."""
_AS_IT_STANDS = "\b\n"
"""What a paragraph that is not wrapped begins with, as Click has it."""
_WIDEST_NAME = 30
"""Columns; what a longer name means stands in the line below it."""
_BETWEEN = 2


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width`` columns, broken between Chinese characters and at spaces, never before a mark that closes."""
    lines = [""]
    for piece in _PIECE.finditer(text):
        spaced = " " if text[max(piece.start() - 1, 0) : piece.start()].isspace() else ""
        longer = lines[-1] + spaced + piece[0]
        if lines[-1] and columns(longer) > width:
            lines.append(piece[0])
        else:
            lines[-1] = longer if lines[-1] else piece[0]
    return lines


class ChineseFormatter(click.HelpFormatter):
    """Click's help, measured in columns."""

    def write_heading(self, heading: str) -> None:
        """``选项：`` with the colon of Chinese."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, with an empty line between them."""
        paragraphs = [self._lines(paragraph) for paragraph in text.split("\n\n")]
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(indent + line for line in lines) for lines in paragraphs) + "\n")

    def _lines(self, paragraph: str) -> list[str]:
        if paragraph.startswith(_AS_IT_STANDS):
            return paragraph.removeprefix(_AS_IT_STANDS).splitlines()
        joined = _BETWEEN_SCRIPTS.sub(" ", paragraph).replace("\n", "")
        return wrapped(joined, self.width - self.current_indent)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_NAME, col_spacing: int = _BETWEEN
    ) -> None:
        """Names, and behind each in a column of its own what it means."""
        rows = list(rows)
        first = col_spacing + max((columns(name) for name, _ in rows if columns(name) <= col_max), default=0)
        indent = " " * self.current_indent
        for name, meaning in rows:
            lines = wrapped(meaning, self.width - self.current_indent - first)
            room = first - columns(name)
            if room < col_spacing:
                self.write(f"{indent}{name}\n{indent}{' ' * first}{lines[0]}\n")
            else:
                self.write(f"{indent}{name}{' ' * room}{lines[0]}\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * first}{line}\n")
