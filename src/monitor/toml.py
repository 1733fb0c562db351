"""TOML files of a newsroom folder into pydantic models; a mistake is one line with file, line and key."""

import re
import reprlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from monitor.errors import ConfigError

Location = tuple[str | int, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY})\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(rf"\s*({_KEY})\s*=")


def read(path: Path, model: type[ModelT]) -> ModelT:
    """Read a TOML file into `model`, types taken strictly. Raises ConfigError."""
    text = read_text(path)
    try:
        return model.model_validate(tomllib.loads(text), strict=True)
    except tomllib.TOMLDecodeError as wrong:
        raise ConfigError(f"config: {path}, {_syntax(str(wrong), text)}") from None
    except ValidationError as wrong:
        raise _first(path, text, model, wrong) from None


def read_text(path: Path) -> str:
    """The text of a file that people edit, with or without a byte-order mark. Raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"config: {path} is missing; `monitor init` makes a folder with starter lists"
        ) from None
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        raise ConfigError(f"config: {path}, line {line}: not UTF-8 text; save the file as UTF-8") from None
    except OSError as wrong:
        raise ConfigError(f"config: {path} cannot be read: {wrong.strerror}") from None


def mistake(path: Path, location: Location, message: str, value: object = None) -> ConfigError:
    """The error for a value that is well formed but wrong, such as an id used twice."""
    line = line_of(read_text(path), location, value)
    return ConfigError(f"config: {path}, line {line}, {_describe(location)}: {message}")


def line_of(text: str, location: Location, value: object = None) -> int:
    """The line (from 1) of a key, of `value` in the key's list, or of the nearest thing around it."""
    places = dict(_places(text))
    known = location
    while known and known not in places:
        known = known[:-1]
    line = places.get(known, 1)
    if known == location or not isinstance(value, str):
        return line
    following = min((other for other in places.values() if other > line), default=None)
    lines = text.splitlines()[line - 1 : following and following - 1]
    return next((line + n for n, words in enumerate(lines) if f'"{value}"' in words), line)


def _places(text: str) -> Iterator[tuple[Location, int]]:
    """Each header and key with its line: the nth `[[outlet]]` is ("outlet", n - 1)."""
    counts: dict[Location, int] = {}
    table: Location = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _table(_parts(header[2]), counts, repeated=header[1] == "[[")
            yield table, number
        elif assignment := _ASSIGNMENT.match(line):
            yield table + _parts(assignment[1]), number


def _table(parts: tuple[str, ...], counts: dict[Location, int], repeated: bool) -> Location:
    table: Location = ()
    for position, part in enumerate(parts, start=1):
        table = (*table, part)
        if repeated and position == len(parts):
            counts[table] = counts.get(table, 0) + 1
        if table in counts:
            table = (*table, counts[table] - 1)
    return table


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, key))


def _syntax(message: str, text: str) -> str:
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message)
    if found:
        return f"line {found[2]}, column {found[3]}: {found[1]}"
    last = max(1, len(text.splitlines()))
    return f"line {last}: {message.removesuffix(' (at end of document)')} at the end of the file"


def _first(path: Path, text: str, model: type[BaseModel], wrong: ValidationError) -> ConfigError:
    found = []
    for error in wrong.errors(include_url=False):
        location = tuple(part for part in error["loc"] if part != "[key]")
        line = line_of(text, location, error["input"])
        found.append((line, _describe(location), explain(error, model)))
    line, where, message = min(found)
    more = f" (and {len(found) - 1} more in this file)" if len(found) > 1 else ""
    return ConfigError(f"config: {path}, line {line}, {where}: {message}{more}")


def _describe(location: Location) -> str:
    """("outlet", 2, "home") as `outlet 3 'home'`."""
    key = max((n for n, part in enumerate(location) if isinstance(part, str)), default=0)
    words = []
    for n, part in enumerate(location):
        if isinstance(part, int):
            words.append(str(part + 1))
        else:
            words.append(f"'{part}'" if n == key and (n or len(location) == 1) else part)
    return " ".join(words) or "the file"


def explain(error: Any, model: type[BaseModel]) -> str:
    """What one pydantic error means to the person who edits the file."""
    if error["type"] == "extra_forbidden":
        return f"is not a known key; use one of {', '.join(_keys(model, error['loc'][:-1]))}"
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    words = str(error["msg"]).replace("Input should", "should")
    return f"{' '.join(words.split())}, not {reprlib.repr(error['input'])}"


def _keys(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    for part in location:
        if isinstance(part, str):
            inner = model.model_fields[part].annotation
            model = next((kind for kind in get_args(inner) if issubclass(kind, BaseModel)), model)
    return tuple(model.model_fields)
