"""Addresses as sources write them."""

from urllib.parse import urljoin, urlsplit

from monitor.collect.words import storable


def absolute(link: str, base: str) -> str | None:
    """The web address that `link` means on the page `base`; None when it is none."""
    link = storable(link).strip()
    if not link:
        return None
    try:
        parts = urlsplit(link if link.startswith(("http://", "https://")) else urljoin(base, link))
        return parts.geturl() if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None
