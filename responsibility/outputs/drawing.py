"""Files that take long to make, in two steps: what stands in them is gathered from the views, and they are drawn from that alone."""

from __future__ import annotations

import io
import pickle
from abc import ABC, abstractmethod
from hashlib import sha256


class Drawing(ABC):
    """What stands in a file: words, numbers and days, and nothing that leads back to the views.

    So a file is the same where its drawing is, and another process can make it.
    """

    @abstractmethod
    def drawn(self) -> bytes:
        """The file; the same drawing gives the same bytes."""

    def digest(self) -> str:
        """Equal digests mean equal drawings, and so equal files from the same program."""
        written = io.BytesIO()
        pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
        pickler.fast = True  # equal texts are written alike, whether they are one object or two
        pickler.dump(self)
        return sha256(written.getbuffer()).hexdigest()
