"""Where in a YAML text a node, its lines and the remarks above it stand."""

from __future__ import annotations

from bisect import bisect_right

import yaml


class Places:
    """The lines of a text, whose nodes are asked for by the marks that the parser gave them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]

    def line_start(self, at: int) -> int:
        """Where the line of the character at ``at`` begins."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def line_end(self, at: int) -> int:
        """Where that line ends, before its line feed."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def begins_line(self, node: yaml.Node) -> bool:
        """Whether nothing stands before ``node`` on its line."""
        start = node.start_mark.index
        return not self.text[self.line_start(start) : start].strip()

    def indent(self, node: yaml.Node) -> int:
        """How far in the line stands on which ``node`` begins."""
        line = self.text[self.line_start(node.start_mark.index) : node.start_mark.index]
        return len(line) - len(line.lstrip(" "))

    def scalar(self, node: yaml.ScalarNode) -> tuple[int, int]:
        """Where the text of a scalar stands, its quotes or the sign of its block included."""
        start: int = node.start_mark.index
        if node.style not in ("|", ">"):
            return start, node.end_mark.index
        return start, self._block_end(node)

    def _block_end(self, node: yaml.ScalarNode) -> int:
        """The end of the last line of a block that holds more than space; of a block that keeps it, of the last."""
        start, end = node.start_mark.index, node.end_mark.index
        header = self.line_end(start)
        if "+" in self.text[start:header]:
            return max(header, end - 1 if self.text[end - 1 : end] == "\n" else end)
        return max(header, len(self.text[:end].rstrip(" \n")))

    def content_end(self, node: yaml.Node) -> int:
        """The end of the last line that ``node`` stands on, a remark behind it included."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.content_end(last[1] if isinstance(last, tuple) else last)
        end = self.scalar(node)[1] if isinstance(node, yaml.ScalarNode) else node.end_mark.index
        return self.line_end(end)

    def lines(self, first: yaml.Node, last: yaml.Node) -> tuple[int, int]:
        """The whole lines from ``first`` to ``last``."""
        return self.lines_from(first.start_mark.index, last)

    def lines_from(self, start: int, last: yaml.Node) -> tuple[int, int]:
        """The whole lines from that of the character at ``start`` to ``last``."""
        start, end = self.line_start(start), self.content_end(last)
        return (start, end + 1) if end < len(self.text) else (max(start - 1, 0), end)

    def dash(self, entry: yaml.Node) -> int:
        """Where the dash of an entry of a list stands."""
        return self.text.rindex("-", 0, entry.start_mark.index)

    def with_remarks(self, start: int) -> int:
        """Where the line of ``start`` begins, or the remarks directly above it that stand as far in."""
        first = self.line_start(start)
        indent = self.text[first:start]
        while first:
            above = self.line_start(first - 1)
            if not self.text[above:first].startswith(f"{indent}#"):
                break
            first = above
        return first
