"""Paragraphs of a document as its data holds them: clean characters, a sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from responsibility.language.normalize import normalise

_FOREIGN_SPACE = re.compile(r"(?<=[A-Za-z])[ \u3000\t]+(?=[A-Za-z])")
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’』」）》]*|[^。！？]+$")
TITLE = re.compile(
    r"(?:方案|意见|通知|办法|规划|计划|措施|规定|决定|细则|分工|要点|清单|行动|纲要|规则|举措|若干政策|工作安排|的公告|的通告"
    r"|(?:分工|分解|任务|责任|计划|安排)表)(?:（[^（）]*）)?$"
)
"""How the titles of official documents end."""
ENDS = "。！？；：:;!?”）)》】〕]"
"""What a paragraph ends with; a line that ends otherwise goes on on the next."""


def clean(text: str) -> str:
    """In normal form, which the proof compares anyway; foreign words stay apart."""
    return " ".join(normalise(part) for part in _FOREIGN_SPACE.split(text)).strip()


def sentences(paragraphs: Iterable[str]) -> str:
    """A sentence a line."""
    texts = (sentence for paragraph in paragraphs for sentence in _SENTENCE.findall(paragraph))
    return "\n".join(text for text in texts if text.strip())
