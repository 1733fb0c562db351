"""Bytes or pasted text into an article. Pure: no clock, no network."""

from monitor.extract.given import given
from monitor.extract.html import page
from monitor.extract.listed import listed
from monitor.extract.pasting import pasted

__all__ = ["given", "listed", "page", "pasted"]
