"""Settings of a newsroom: `monitor.toml`, overruled by `MONITOR_*` variables."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from monitor import toml
from monitor.errors import ConfigError

FILE: Final = "monitor.toml"
PREFIX: Final = "MONITOR_"
SECRETS: Final = {"MONITOR_SMTP_PASSWORD"}  # in no file, and read only where they are used


def _one_line(words: str) -> str:
    if not words.strip() or not words.isprintable():
        raise ValueError("should be one line of text, not empty")
    return words.strip()


def _address(words: str) -> str:
    # it travels in an HTTP header, which holds ASCII
    if not (words.isascii() and words.isprintable() and ("@" in words or "://" in words)):
        raise ValueError("should be an e-mail address or a page where site owners can reach you")
    return words


def _database(url: str) -> str:
    if "://" not in url:  # the value may hold a password: never repeat it
        raise ValueError("should be a database URL; use e.g. 'postgresql+psycopg://user@host/monitor'")
    return url


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValueError("should be a colour as '#0072B2'")
    linear = [
        part / 12.92
        if (part := int(value[n : n + 2], 16) / 255) <= 0.04045
        else ((part + 0.055) / 1.055) ** 2.4
        for n in (1, 3, 5)
    ]
    # relative luminance and contrast as WCAG 2.2 defines them
    if 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) < 4.5:
        raise ValueError("should be darker: letters of this colour cannot be read on white (contrast 4.5)")
    return value


def _website(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("should be the address of the dashboard, as 'https://monitor.example.org'")
    return url


def _listed(value: object) -> object:
    """A list; a variable holds it with commas."""
    if isinstance(value, str):
        return tuple(each.strip() for each in value.split(","))
    return tuple(value) if isinstance(value, list) else value


def _mailbox(words: str) -> str:
    if not words.isprintable() or "@" not in words:
        raise ValueError("should be an e-mail address, as 'desk@example.org' or 'Desk <desk@example.org>'")
    return words.strip()


class Mail(BaseModel):
    """The mail server that takes the digest, and between whom. The password is in MONITOR_SMTP_PASSWORD."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: Annotated[str, AfterValidator(_one_line)]
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None  # None: no login
    sender: Annotated[str, AfterValidator(_mailbox)]
    to: Annotated[tuple[Annotated[str, AfterValidator(_mailbox)], ...], BeforeValidator(_listed)] = Field(
        min_length=1
    )


class Settings(BaseModel):
    """What a newsroom may set. Sizes in bytes, times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    name: Annotated[str, AfterValidator(_one_line)]
    contact: Annotated[str, AfterValidator(_address)]  # sent to every site in the User-Agent
    database: Annotated[str, AfterValidator(_database)] | None = None  # None: monitor.db in the folder
    workers: int = Field(2, ge=0, le=64)  # processes for extraction; 0: none beside the main one
    timeout: float = Field(20.0, gt=0)
    retries: int = Field(2, ge=0, le=5)  # at once, where that helps
    allow_hosts: Annotated[
        tuple[str, ...], BeforeValidator(_listed)
    ] = ()  # hosts outside the public internet that may be read
    max_bytes: int = Field(5_000_000, gt=0)
    max_feed_bytes: int = Field(20_000_000, gt=0)
    spacing: float = Field(1.0, ge=0)  # between two requests to one host
    backfill_pages: int = Field(40, ge=0)  # older pages of a paged feed to follow on one run
    min_words: int = Field(60, ge=0)  # a shorter text is "too short"
    colour: Annotated[str, AfterValidator(_colour)] = "#005A8C"  # of reports
    dashboard_url: Annotated[str, AfterValidator(_website)] = "http://localhost:8501"  # reports link there
    mail: Mail | None = None
    sample: bool = False  # everything is labelled "sample"


def load_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """Read `monitor.toml` of `folder`; a variable such as `MONITOR_WORKERS=4` wins. Raises ConfigError."""
    settings = toml.read(folder / FILE, Settings)
    variables = {
        key: value for key, value in environ.items() if key.startswith(PREFIX) and key not in SECRETS
    }
    overrides = {_field(key): value for key, value in variables.items()}
    try:
        return Settings.model_validate({**settings.model_dump(), **overrides})
    except ValidationError as wrong:
        error = wrong.errors(include_url=False)[0]
        variable = f"{PREFIX}{error['loc'][0]}".upper()
        raise ConfigError(
            f"config: environment variable {variable}: {toml.explain(error, Settings)}"
        ) from None


def _field(variable: str) -> str:
    name = variable.removeprefix(PREFIX).lower()
    if name not in Settings.model_fields or variable != variable.upper():
        known = ", ".join(f"{PREFIX}{field}".upper() for field in Settings.model_fields)
        raise ConfigError(f"config: environment variable {variable} is not known; use one of {known}")
    return name
