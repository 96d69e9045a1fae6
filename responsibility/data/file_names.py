"""What the files of a policy are called by which the data are told from what else lies beside them. Loads nothing."""

from __future__ import annotations

SOURCE_FILE = "source.txt"
"""The text of a document, in its policy's folder."""
RECEIVED_FOLDER = "source"
"""Within a policy's folder: the file as it was received, which is kept and not read."""


def may_be_data(name: str) -> bool:
    """Whether a file of that name is read, or told where it cannot be: whatever else lies there is passed over."""
    return name.lower().endswith((".yml", ".yaml")) or name == SOURCE_FILE
