"""The kinds of value that the lists hold, and the check that an id is used once."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from monitor import toml
from monitor.catalog.iso import ALPHA3


class Row(BaseModel):
    """What an editor writes: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _alpha3(code: str) -> str:
    if code not in ALPHA3:
        raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-3 code; use e.g. 'USA'")
    return code


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(map(str.isspace, url)):
        raise ValueError(f"{url!r} is not a web address; use e.g. 'https://example.org/feed'")
    return url


def _words(text: str) -> str:
    if not (text := " ".join(text.split())):
        raise ValueError("is empty")
    return text


def _slug(id: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise ValueError(f"{id!r} should be small letters, digits and hyphens; use e.g. 'arms-sales'")
    return id


def _paging(text: str) -> str:
    if text.count("{n}") != 1 or text[0] not in "?&/":
        raise ValueError(
            f"{text!r} should be what follows the address, with {{n}} once; use e.g. '?page={{n}}'"
        )
    return text


def _media_topic(code: str) -> str:
    if not re.fullmatch(r"medtop:[0-9]{8}", code):
        raise ValueError(f"{code!r} is not an IPTC Media Topic; use e.g. 'medtop:20000642'")
    return code


def _topic_id(id: str) -> str:
    if id.startswith("medtop:"):
        return _media_topic(id)
    _slug(re.sub("[_:]", "-", id))  # as other programs name topics: public_health, region:africa
    return id


Alpha3 = Annotated[str, AfterValidator(_alpha3)]
Address = Annotated[str, AfterValidator(_address)]
Paging = Annotated[str, AfterValidator(_paging)]
Words = Annotated[str, AfterValidator(_words)]
Slug = Annotated[str, AfterValidator(_slug)]
MediaTopic = Annotated[str, AfterValidator(_media_topic)]
TopicId = Annotated[str, AfterValidator(_topic_id)]


def check_unique(path: Path, values: Iterable[tuple[str, toml.Location]]) -> None:
    """Raise ConfigError at the second place of a value."""
    seen: dict[str, toml.Location] = {}
    for value, location in values:
        if value in seen:
            line = toml.line_of(toml.read_text(path), seen[value], value)
            raise toml.mistake(path, location, f"{value!r} is already used in line {line}", value)
        seen[value] = location
