"""Variants of the small policy: beside the real one, and with tasks that have an identity of their own."""

from __future__ import annotations

from responsibility.data.folder import Files


def renamed(files: Files) -> Files:
    """The small policy with units that can stand in one registry with the real ones."""
    texts = {path: content.decode().replace("各镇", "各乡镇") for path, content in files.items()}
    texts["units.yml"] = texts["units.yml"].replace(" id: ", " id: qinghe-")
    return {path: text.encode() for path, text in texts.items()}


def together(first: Files, second: Files) -> Files:
    """Two policies in one folder; no unit is in both registries."""
    units = first["units.yml"] + second["units.yml"].partition(b"units:\n")[2]
    return {**first, **second, "units.yml": units}


def identified(files: Files) -> Files:
    """The small policy with tasks whose identity is not their number."""
    numbers = {
        b'number: "1"\n': b"id: gongshui\n",
        b'number: "2"\n': b"id: fenbu\n",
        b'number: "s1"\n': b"id: lingdao\n",
    }
    edited = dict(files)
    for path, content in files.items():
        for number, line in numbers.items():
            if content.partition(b"\n")[2].startswith(number):
                edited[path] = content.replace(number, number + line, 1)
    return edited
