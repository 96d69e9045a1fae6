"""Damaged addresses and values that a browser kept: every kind of page opens, and every script of it begins to work."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser

from .hunt.addresses import faults, kept, tail
from .support.browsing import KINDS, bases, browser, folder

__all__ = ["bases", "browser", "folder"]

pytestmark = pytest.mark.browser


def test_every_kind_of_page_opens_at_damaged_addresses(browser: Browser, bases: dict[str, str]) -> None:
    chance = random.Random("a seed")
    found = {}
    for path in KINDS.values():
        address, values = bases["http"] + path + tail(chance), kept(chance)
        if wrong := faults(browser, bases["http"], address, values):
            found[address[:200]] = (wrong, values)
    assert found == {}
