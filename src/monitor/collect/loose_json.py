"""JSON of the web, where any value may be of any type."""

import json
from typing import Any

from monitor.collect.words import storable


def parse(content: bytes) -> Any:
    """What the bytes hold. Raises ValueError when they are no JSON, or nested without end."""
    try:
        return json.loads(content.decode(json.detect_encoding(content), "replace"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def text(value: Any) -> str:
    """The value when it is text, else nothing."""
    return storable(value) if isinstance(value, str) else ""


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; of anything else, none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
