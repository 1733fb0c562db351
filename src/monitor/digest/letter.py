"""A digest as an e-mail: HTML, and the same in plain text."""

import textwrap
from email.message import EmailMessage
from email.utils import localtime
from importlib.resources import files

from jinja2 import Environment

from monitor.config import Mail
from monitor.digest.findings import Digest, Item

WIDTH = 78


def subject(digest: Digest) -> str:
    """The newsroom and its days."""
    return f"{digest.name}: {digest.start} to {digest.end}{' (sample)' if digest.sample else ''}"


def html(digest: Digest) -> str:
    """The digest as a page that asks for nothing from outside."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    source = files("monitor.digest").joinpath("letter.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(digest=digest, subject=subject(digest))


def text(digest: Digest) -> str:
    """The digest as plain text, with the addresses of the links."""
    parts = [
        subject(digest),
        *(_wrapped(each) for each in (*digest.notices, digest.counted, *digest.limits) if each),
    ]
    if digest.short:
        parts += [_heading("In short"), *(_item(each, digest.dashboard) for each in digest.short)]
    for section in digest.sections:
        parts.append(_heading(section.title))
        parts += [_item(each, digest.dashboard) for each in section.items] or [_wrapped(section.otherwise)]
    parts.append(f"Dashboard: {digest.dashboard}")
    return "\n\n".join(parts) + "\n"


def letter(digest: Digest, mail: Mail) -> EmailMessage:
    """The digest as a message from and to whom the settings name."""
    message = EmailMessage()
    message["Subject"] = subject(digest)
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.to)
    message["Date"] = localtime()
    message.set_content(text(digest))
    message.add_alternative(html(digest), subtype="html")
    return message


def _heading(title: str) -> str:
    return f"{title.upper()}"


def _wrapped(words: str, first: str = "", other: str = "") -> str:
    return textwrap.fill(words, WIDTH, initial_indent=first, subsequent_indent=other, break_on_hyphens=False)


def _item(item: Item, dashboard: str) -> str:
    links = [f"  {link.words}: {link.under(dashboard)}" for link in item.links]  # an address is never broken
    return "\n".join([_wrapped(item.words, "- ", "  "), *links])
