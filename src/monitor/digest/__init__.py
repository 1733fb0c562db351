"""What matters in some days: one set of findings for the first screen, the e-mail and the shell."""

from monitor.digest.findings import Digest, Item, Section
from monitor.digest.gather import gather
from monitor.digest.letter import html, letter, text
from monitor.digest.post import send

__all__ = ["Digest", "Item", "Section", "gather", "html", "letter", "send", "text"]
