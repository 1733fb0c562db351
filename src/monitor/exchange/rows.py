"""One article as one row: what its columns hold, and what is refused."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from monitor.exchange.aliases import recognise, translate
from monitor.model import Article, Tag, Tone

LISTS = ("authors", "tags", "credits")


def _words(value: Any) -> Any:
    return "" if value is None else value


def _absent(value: Any) -> Any:
    return None if value == "" else value


def _listed(value: Any) -> Any:
    """A list; a flat file holds it as JSON."""
    if value is None or value == "":
        return ()
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError(f'{value!r} is no list; write it as ["one", "two"]') from None


def _moment(value: Any) -> Any:
    """A day or a time in ISO 8601, from a file that knows times or from one that writes them."""
    if isinstance(value, date):
        return value.isoformat()
    if not value or not isinstance(value, str):
        return value or None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no time of ISO 8601, as 2026-01-31 or 2026-01-31T08:00:00Z") from None
    return value if value.startswith(moment.date().isoformat()) else moment.isoformat()


def _storable(value: Any) -> Any:
    """Refuse what a database cannot hold."""
    for text in (value,) if isinstance(value, str) else value or ():
        if "\x00" in text:
            raise ValueError("holds a null byte")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ValueError("holds bytes that are no UTF-8; save the file as UTF-8")
    return value


Words = Annotated[str, BeforeValidator(_words), AfterValidator(_storable)]
Maybe = Annotated[str | None, BeforeValidator(_absent), AfterValidator(_storable)]
Moment = Annotated[str | None, BeforeValidator(_moment)]
Listed = Annotated[tuple[str, ...], BeforeValidator(_listed), AfterValidator(_storable)]


class Row(BaseModel):
    """The columns that are read. An article needs a title, and an address or a text."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    url: Words = ""
    canonical_url: Words = ""
    outlet: Maybe = None
    title: Words
    deck: Maybe = None
    kicker: Maybe = None
    type: Maybe = None
    section: Maybe = None
    authors: Listed = ()
    published: Moment = None
    published_source: Maybe = None
    updated: Moment = None
    language: Maybe = None
    tags: Listed = ()
    credits: Listed = ()
    text: Words = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.title.strip():
            raise ValueError("there is no title")
        if not self.text.strip() and not self.url.strip():
            raise ValueError("there is neither a text nor a url")
        return self

    def article(self) -> Article:
        """The article that the row tells of."""
        return Article(**self.model_dump(exclude={"outlet"}))


COLUMNS = (*Row.model_fields, "id", "regions", "topics", "stances", "polarity", "subjectivity")
"""Of a file that is written: those that are read, and what the record says of the article."""


def read_row(raw: Mapping[str, Any]) -> Row:
    """Validate a row, of our files or of a service that we know. Raises ValueError with one line."""
    layout = recognise(raw)
    if layout is not None:
        raw = translate(layout, raw)
    try:
        return Row.model_validate(raw)
    except ValidationError as wrong:
        error = wrong.errors(include_url=False)[0]
        column = ".".join(map(str, error["loc"]))
        what = error["msg"].removeprefix("Value error, ")
        raise ValueError(f"{column}: {what}" if column else what) from None


def row_of(
    id: int, outlet: str, section: str | None, article: Article, tags: Sequence[Tag], tone: Tone | None
) -> dict[str, Any]:
    """An article as a row with COLUMNS; `regions`, `topics` and `stances` are lists of code, label, score."""
    told = {name: getattr(article, name) for name in Row.model_fields if name != "outlet"}
    told |= {name: list(told[name]) for name in LISTS}
    told |= {"id": id, "outlet": outlet, "section": section}
    for kind in ("region", "topic", "stance"):
        told[f"{kind}s"] = [
            {"code": tag.code, "label": tag.label, "score": tag.score} for tag in tags if tag.kind == kind
        ]
    told |= {"polarity": tone and tone.polarity, "subjectivity": tone and tone.subjectivity}
    return {name: told[name] for name in COLUMNS}
