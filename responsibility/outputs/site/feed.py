"""The revisions as an Atom feed (RFC 4287), so that an office hears of the next one."""

from __future__ import annotations

import uuid
from xml.etree import ElementTree as ET

from responsibility.outputs.site.links import Links, absolute
from responsibility.views import SiteView
from responsibility.views.revision import RevisionView

FEED = "revisions/feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"


def feed(site: SiteView) -> str:
    """The feed, an entry a revision, newest first.

    It has links where the site's address is known: a reader of feeds does not open pages of a folder.
    """
    facts = [policy.record.metadata for policy in site.policies]
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _text(root, "title", f"{site.numbers} 修订")
    ids = "、".join(policy.id for policy in site.policies)
    _text(root, "id", _id(ids))
    _text(root, "updated", _moment(site.revisions[0]))
    author = ET.SubElement(root, "author")
    _text(author, "name", "、".join(dict.fromkeys(name for metadata in facts for name in metadata.issuers)))
    if site.address:
        ET.SubElement(root, "link", {"rel": "self", "href": absolute(site.address, FEED)})
    for revision in site.revisions:
        entry = ET.SubElement(root, "entry")
        _text(entry, "title", revision.name)
        _text(entry, "id", _id(f"{ids} {revision.record.label}"))
        _text(entry, "updated", _moment(revision))
        _text(entry, "content", _summary(revision))  # an entry without a link has to have it
        if site.address:
            href = absolute(site.address, Links.revision(revision))
            ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _id(name: str) -> str:
    """The same for the same name, whatever the site's address."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"


def _moment(revision: RevisionView) -> str:
    return f"{revision.record.date.first_day.isoformat()}T00:00:00+08:00"


def _summary(revision: RevisionView) -> str:
    kinds = "，".join(f"{name} {count}" for name, count in revision.diff.summary)
    units = "、".join(unit.name for unit in revision.diff.units)
    return f"{kinds or '没有变化'}。有关单位：{units or '无'}。"
