"""Changes a YAML file as a careful person would: only what differs is written, all else stays byte for byte.

A caller says what the file is to hold; where the text says otherwise, just those words are cut out and
written anew, at the marks that YAML's own parser gives them. Order, comments, blank lines, quotes and line
breaks of everything else stay, and entries of a list that only change their place keep their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from responsibility.data import strict_yaml
from responsibility.data.strict_yaml import Node
from responsibility.data.yaml_places import Places
from responsibility.data.yaml_writer import Scalar, entry_text, flow_text, in_style_of, pair_text
from responsibility.errors import ResponsibilityError
from responsibility.model.problems import Keys

Tree = dict[str, Any]
"""A record as its file writes it: texts, lists and mappings, which may be changed."""
Order = Callable[[Keys], Sequence[str]]
"""The keys that the mapping at these keys may have, in the order in which they are written."""
_PASSES = 1_000


class UnwritableError(ResponsibilityError):
    """A file is written in a way that leaves no room for a change."""


def root_of(file: str, content: bytes) -> Tree:
    """What ``content`` of ``file`` holds, to be changed and given to :func:`rewritten`. Raises UnwritableError."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    tree = strict_yaml.read(file, text)
    if tree.problems or not isinstance(tree.root, dict):
        raise UnwritableError(f"{file} 读不出来，不能改")
    return tree.root


def rewritten(file: str, content: bytes, wanted: Node, order: Order) -> bytes:
    """``content`` of ``file`` with as little changed as makes it hold ``wanted``; the same bytes where it does.

    ``content`` is YAML without errors, see :mod:`responsibility.data.strict_yaml`. Raises UnwritableError where
    only writing it anew would make it say so.
    """
    head = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    original = content[len(head) :].decode()
    text = before = original.replace("\r\n", "\n").replace("\r", "\n")
    if sign := _control_sign(wanted):
        raise UnwritableError(f"文字里有看不见的控制字符 U+{ord(sign):04X}，请去掉")
    for _ in range(_PASSES):
        cuts = list(_Differences(text, order).cuts(wanted))
        if not cuts:
            break
        text = _made(text, cuts)
    tree = strict_yaml.read(file, text)
    if tree.problems or tree.root != wanted:
        raise UnwritableError(f"{file} 的写法特别，不好只改这一处：请用编辑器改")
    return head + (_line_ends(before, original, text) if "\r" in original else text).encode()


def _control_sign(wanted: Node) -> str:
    """The first character in the texts that no file of ours may hold; empty where there is none."""
    if isinstance(wanted, str):
        forbidden = strict_yaml.FORBIDDEN.search(wanted)
        return forbidden[0] if forbidden else ""
    inner = [*wanted, *wanted.values()] if isinstance(wanted, dict) else wanted
    return next(filter(None, map(_control_sign, inner)), "")


def _line_ends(before: str, original: str, after: str) -> str:
    """``after`` with the line ends of the ``original``, whose lines ended by ``\\n`` are ``before``."""
    old, new = before.splitlines(True), after.splitlines(True)
    written = original.splitlines(True)
    usual = "\r\n" if "\r\n" in original else "\r"
    lines = [line.replace("\n", usual) for line in new]
    for first, second, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        lines[second : second + size] = written[first : first + size]
    return "".join(lines)


class _Cut(NamedTuple):
    """A stretch of a text, and what is to stand in its place."""

    start: int
    end: int
    words: str


def _made(text: str, cuts: list[_Cut]) -> str:
    """``text`` with those of ``cuts`` made that touch none before them; the others come up again afterwards."""
    pieces, at = [], -1
    for cut in sorted(cuts, key=lambda cut: cut[:2]):
        if cut.start > at:
            pieces += [text[max(at, 0) : cut.start], cut.words]
            at = cut.end
    return "".join([*pieces, text[max(at, 0) :]])


def _plain(node: yaml.Node) -> Node:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(element) for element in node.value]
    return str(node.value)


class _Differences:
    """Where a text says otherwise than is wanted, as cuts; each list tells one change of its order at a time."""

    def __init__(self, text: str, order: Order) -> None:
        self.text, self.order, self.places = text, order, Places(text)

    def cuts(self, wanted: Node) -> Iterator[_Cut]:
        """Some of them at least, as long as there are any."""
        root = yaml.compose(self.text, Loader=strict_yaml.LOADER)
        if not isinstance(root, yaml.MappingNode) or not isinstance(wanted, dict):
            return
        if any(key.value in wanted for key, _ in root.value):
            yield from self.mapping(root, wanted, ())

    def value(self, node: yaml.Node, wanted: Node, keys: Keys, flow: bool) -> Iterator[_Cut] | None:
        """What differs in a value; None where it has to be written anew with what stands before it."""
        match node, wanted:
            case yaml.MappingNode(), dict() if not node.flow_style and any(
                key.value in wanted for key, _ in node.value
            ):
                return self.mapping(node, wanted, keys)
            case yaml.MappingNode(flow_style=True), dict():
                return self.flow_mapping(node, wanted, keys)
            case yaml.SequenceNode(flow_style=True), list():
                return self.flow_list(node, wanted, keys)
            case yaml.SequenceNode(), list() if wanted:
                return self.block_list(node, wanted, keys)
            case yaml.ScalarNode(), str():
                start, end = self.places.scalar(node)
                old = Scalar(self.text[start:end], node.value, node.style, flow, self.places.indent(node))
                words = in_style_of(old, wanted)
                return None if words is None else iter([_Cut(start, end, words)])
        return None

    # ------------------------------------------------------------ mappings

    def mapping(self, node: yaml.MappingNode, wanted: dict[str, Node], keys: Keys) -> Iterator[_Cut]:
        """What differs in a block mapping, of whose keys some are wanted."""
        kept = [pair for pair in node.value if pair[0].value in wanted]
        first = kept[0][0]
        for key, value in node.value:
            if key.value not in wanted:
                if self.places.begins_line(key):
                    yield _Cut(*self.places.lines(key, value), "")
                else:  # behind the dash of a list: what follows moves up to it
                    yield _Cut(key.start_mark.index, first.start_mark.index, "")
                    return
        for key, value in kept:
            if _plain(value) != wanted[key.value]:
                inner = self.value(value, wanted[key.value], (*keys, key.value), False)
                if inner is None:
                    words = pair_text(key.value, wanted[key.value], key.start_mark.column)
                    yield _Cut(key.start_mark.index, self.places.content_end(value), words)
                else:
                    yield from inner
        have = {key.value for key, _ in kept}
        order = self.order(keys)
        rank = {name: index for index, name in enumerate((*order, *wanted)) if name not in order[:index]}
        new = sorted((name for name in wanted if name not in have), key=rank.__getitem__)
        if new:
            yield self.new_pair(kept, new[0], wanted[new[0]], rank)

    def new_pair(
        self, kept: list[tuple[yaml.Node, yaml.Node]], name: str, value: Node, rank: dict[str, int]
    ) -> _Cut:
        """A pair written behind those of ``kept`` that stand before it in the usual order."""
        column = kept[0][0].start_mark.column
        words = pair_text(name, value, column)
        before = [pair for pair in kept if rank[pair[0].value] < rank[name]]
        if not before:
            at = kept[0][0].start_mark.index
            return _Cut(at, at, words + "\n" + " " * column)
        at = self.places.content_end(max(before, key=lambda pair: rank[pair[0].value])[1])
        return _Cut(at, at, "\n" + " " * column + words)

    def flow_mapping(self, node: yaml.MappingNode, wanted: dict[str, Node], keys: Keys) -> Iterator[_Cut]:
        """What differs in ``{a: 1, b: 2}``, which is written anew where its keys change."""
        inner: list[_Cut] = []
        for key, value in node.value:
            if _plain(value) != wanted.get(key.value):
                cuts = self.value(value, wanted.get(key.value, []), (*keys, key.value), True)
                inner += cuts or []
        if not inner or [key.value for key, _ in node.value] != list(wanted):
            inner = [_Cut(node.start_mark.index, node.end_mark.index, flow_text(wanted))]
        yield from inner

    # ------------------------------------------------------------ lists

    def flow_list(self, node: yaml.SequenceNode, wanted: list[Node], keys: Keys) -> Iterator[_Cut]:
        """What differs in ``[a, b]``."""
        elements = node.value
        if not elements or not wanted:
            yield _Cut(node.start_mark.index, node.end_mark.index, flow_text(wanted))
            return
        starts = [element.start_mark.index for element in elements]
        ends = [element.end_mark.index for element in elements]
        for step in _steps([_plain(element) for element in elements], wanted):
            at = step.at
            if step.verb == "change":
                cuts = self.value(elements[at], wanted[at], (*keys, at), True)
                yield from cuts or [_Cut(starts[at], ends[at], flow_text(wanted[at]))]
            elif step.verb == "remove":
                yield _Cut(
                    *((starts[at], starts[at + 1]) if at + 1 < len(starts) else (ends[at - 1], ends[at])), ""
                )
            elif step.verb == "move":
                moved = self.text[starts[step.origin] : ends[step.origin]]
                yield _Cut(
                    starts[at], ends[step.origin], f"{moved}, {self.text[starts[at] : ends[step.origin - 1]]}"
                )
            elif at < len(starts):
                yield _Cut(starts[at], starts[at], f"{flow_text(wanted[at])}, ")
            else:
                yield _Cut(ends[-1], ends[-1], f", {flow_text(wanted[at])}")

    def block_list(self, node: yaml.SequenceNode, wanted: list[Node], keys: Keys) -> Iterator[_Cut]:
        """What differs in a list with an entry a line or more."""
        entries = node.value
        dashes = [self.places.dash(entry) for entry in entries]
        column = dashes[0] - self.places.line_start(dashes[0])
        for step in _steps([_plain(entry) for entry in entries], wanted):
            at = step.at
            if step.verb == "change":
                cuts = self.value(entries[at], wanted[at], (*keys, at), False)
                if cuts is None:
                    cuts = iter(
                        [
                            _Cut(
                                dashes[at],
                                self.places.content_end(entries[at]),
                                entry_text(wanted[at], column),
                            )
                        ]
                    )
                yield from cuts
            elif step.verb == "remove":
                yield _Cut(*self.places.lines_from(dashes[at], entries[at]), "")
            elif step.verb == "move":
                start, end = (
                    self.places.with_remarks(dashes[at]),
                    self.places.content_end(entries[step.origin]),
                )
                moved = self.places.with_remarks(dashes[step.origin])
                words = f"{self.text[moved:end]}\n{self.text[start:moved].removesuffix(chr(10))}"
                yield _Cut(start, end, words)
            else:
                beside = entries[max(at - 1, 0)]
                flow = isinstance(beside, yaml.CollectionNode) and beside.flow_style
                new = "- " + flow_text(wanted[at]) if flow else entry_text(wanted[at], column)
                if at:
                    end = self.places.content_end(beside)
                    yield _Cut(end, end, "\n" + " " * column + new)
                else:
                    start = self.places.with_remarks(dashes[0])
                    yield _Cut(start, start, " " * column + new + "\n")


class _Step(NamedTuple):
    """What to do at an index of a list; ``origin`` is where an entry moves from."""

    verb: str
    at: int
    origin: int = 0


def _steps(old: list[Node], new: list[Node]) -> Iterator[_Step]:
    """The entries to be changed, and the first one that has to go, come or move."""
    for at, (before, after) in enumerate(zip(old, new, strict=False)):
        if before == after:
            continue
        stays = before in new[at:]
        if after in old[at + 1 :] and not (len(old) > len(new) and not stays):
            yield _Step("move", at, old.index(after, at + 1))
            return
        if len(old) > len(new) and (not stays and _closest(after, old[at:]) > 0):
            yield _Step("remove", at)
            return
        if len(old) < len(new) and (stays or _closest(before, new[at:]) > 0):
            yield _Step("insert", at)
            return
        yield _Step("change", at)
    if len(old) > len(new):
        yield _Step("remove", len(old) - 1)
    elif len(new) > len(old):
        yield _Step("insert", len(old))


def _closest(entry: Node, others: list[Node]) -> int:
    """Which of ``others`` has most in common with ``entry``; the first of those that have as much."""
    return max(range(len(others)), key=lambda index: (_common(entry, others[index]), -index))


def _common(first: Node, second: Node) -> int:
    if first == second:
        return 1_000
    if isinstance(first, dict) and isinstance(second, dict):
        return sum(second.get(key) == value for key, value in first.items())
    return 0
