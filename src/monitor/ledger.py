"""The impact ledger: what came of our work, with its evidence, from a claim to a verified outcome."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from monitor import toml
from monitor.catalog.impact_kinds import LEVELS, kind_of, kinds
from monitor.errors import QueryError
from monitor.exchange import impact
from monitor.filters import Filters
from monitor.measure.coverage import chosen
from monitor.model import Event
from monitor.store import ledger as kept
from monitor.store import search
from monitor.store.ledger import Signed
from monitor.store.verdicts import article_of

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

__all__ = ["Event", "Ledger"]

ALL = Filters()
EVENTS = [*kept.FOUND[:4], "kind_name", *kept.FOUND[4:]]
SUGGESTIONS = [
    "suggestion", "day", "level", "kind", "kind_name", "what", "article", "evidence", "outlet", "url",
]  # fmt: skip
CHECKED = frozenset({"day", "level", "kind", "what", "article", "story", "url", "evidence", "contribution"})
"""What a person looked at who verified an event: when it is another, the event is a claim again."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a table: events that were added, that were known, and bad rows (line, reason)."""

    added: int
    known: int
    bad: tuple[tuple[int, str], ...]


class Ledger:
    """Events of impact. Nothing is ever deleted, and every change is written down with who, when and why."""

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    def events(self, filters: Filters = ALL, *, withdrawn: bool = False) -> pd.DataFrame:
        """What was noted, the newest first; `withdrawn` also shows what was taken back.

        Columns: id, day, level (individual, network, institutional), kind, kind_name, what, story and article
        (numbers of our story and piece; missing where there is none), title and url of our piece, evidence
        (links, quotations and names of files, one a line), programme, state (claimed, verified, withdrawn),
        who, noted, verified_by, verified_on, contribution. Days of the filters are those of the events; the
        other words choose by our piece.
        """
        with self._room.record.read() as connection:
            frame = pd.DataFrame(kept.find(connection), columns=kept.FOUND)
        frame.insert(4, "kind_name", [kinds()[each].name for each in frame["kind"]])
        frame["evidence"] = ["\n".join(each) for each in frame["evidence"]]
        for column in ("article", "story"):
            frame[column] = frame[column].astype("Int64")
        for column in ("day", "verified_on"):
            frame[column] = pd.to_datetime(frame[column])
        if not withdrawn:
            frame = frame[frame["state"] != "withdrawn"]
        return frame[self._within(frame, filters)].reset_index(drop=True)

    def _within(self, frame: pd.DataFrame, filters: Filters) -> pd.Series:
        within = pd.Series(True, index=frame.index)
        if filters.start:
            within &= frame["day"] >= pd.Timestamp(filters.start)
        if filters.end:
            within &= frame["day"] <= pd.Timestamp(filters.end)
        pieces = replace(filters, start=None, end=None, role=None)
        if pieces != ALL:  # an event of no piece is of no desk or topic
            within &= frame["article"].isin(self._pieces(pieces))
        return within

    def _pieces(self, filters: Filters) -> pd.Series:
        """The numbers of the articles that the filters let through."""
        asked, coverage = self._room.names.resolve(filters), self._room.coverage()
        with self._room.record.read() as connection:
            matching = search.matching(connection, asked.query) if asked.query else None
        ids: pd.Series = coverage.frame(chosen(coverage.table, asked, matching).select("id"))["id"]
        return ids

    def history(self, event: int) -> pd.DataFrame:
        """All that was done to an event, oldest first.

        Columns: changed (when, ISO 8601), who, field, before, after, reason. Raises QueryError without it.
        """
        with self._room.record.read() as connection:
            self._known(kept.standing(connection, event), event)
            return pd.DataFrame(kept.history(connection, event), columns=kept.HISTORY)

    def record(self, event: Event, who: str, *, reason: str = "", origin: str | None = None) -> int | None:
        """Note an event as claimed; answers its number, or None where its `origin` was noted before.

        A piece that is named by its address only is looked up. Raises QueryError for what is not complete.
        """
        with self._room.record.write() as connection:
            if event.article is None and event.url:
                event = replace(event, article=article_of(connection, None, event.url))
            return kept.add(connection, self._checked(event), self._signed(who, reason), origin)

    def bring_in(self, path: Path, who: str) -> Imported:
        """Note the events of a table (CSV) from elsewhere, as claims; the same row twice adds nothing.

        Columns as `monitor.exchange.impact` tells; what has none of ours stays in the event's history.
        Raises ConfigError for a file that cannot be read, NotParseable for one that is no such table.
        """
        found = list(impact.rows(toml.read_text(path)))
        bad = [each for each in found if isinstance(each, tuple)]
        added = known = 0
        for row in (each for each in found if isinstance(each, impact.Brought)):
            note = f"from {path.name}, line {row.line}. {row.note}".strip()
            event = replace(row.event, programme=self._programme(row.grant))
            try:
                number = self.record(event, row.who or who, reason=note, origin=row.origin)
            except QueryError as wrong:
                bad.append((row.line, str(wrong).removeprefix("ledger: ")))
                continue
            added, known = added + (number is not None), known + (number is None)
        return Imported(added, known, tuple(sorted(bad)))

    def _programme(self, grant: str) -> str | None:
        """The programme of a grant's name or id; None for one that is not in programmes.toml."""
        names = {
            name.casefold(): each.id
            for each in self._room.catalog.programmes
            for name in (each.name, each.id)
        }
        return names.get(grant.casefold())

    def verify(self, event: int, who: str, *, on: date | None = None, reason: str = "") -> None:
        """Say that the evidence was looked at and holds: by another person than the one who noted it."""
        with self._room.record.write() as connection:
            found = self._known(kept.standing(connection, event), event)
            if found["state"] == "withdrawn":
                raise QueryError(f"ledger: event {event} was withdrawn; note it anew")
            if not found["evidence"]:
                raise QueryError(f"ledger: event {event} has no evidence; add a link, a quotation or a file")
            if who.strip().casefold() == str(found["who"]).casefold():
                raise QueryError(f"ledger: event {event} was noted by {who}; another person verifies it")
            signed = self._signed(who, reason)
            values = {"state": "verified", "verified_by": signed.who, "verified_on": on or self._room.today}
            kept.change(connection, event, values, signed)

    def correct(self, event: int, who: str, reason: str, **fields: Any) -> list[str]:
        """Give fields of an event other values, for a reason; answers those that differ.

        Fields are those of `Event`. A verified event whose facts change is a claim again.
        """
        self._reasoned(reason)
        unknown = set(fields) - set(Event.__slots__)
        if unknown:
            raise QueryError(f"ledger: an event has no field {min(unknown)!r}")
        with self._room.record.write() as connection:
            found = self._known(kept.standing(connection, event), event)
            before = Event(**{name: found[name] for name in Event.__slots__})
            after = self._checked(replace(before, **fields))
            values = {name: getattr(after, name) for name in fields}
            if "evidence" in values:
                values["evidence"] = list(after.evidence)
            differ = {name for name, value in values.items() if found[name] != value}
            if found["state"] == "verified" and differ & CHECKED:
                values |= {"state": "claimed", "verified_by": None, "verified_on": None}
            return kept.change(connection, event, values, self._signed(who, reason))

    def withdraw(self, event: int, who: str, reason: str) -> None:
        """Take an event back, for a reason. It stays in the record and is in no figure."""
        self._reasoned(reason)
        with self._room.record.write() as connection:
            self._known(kept.standing(connection, event), event)
            kept.change(connection, event, {"state": "withdrawn"}, self._signed(who, reason))

    def suggestions(self, filters: Filters = ALL) -> pd.DataFrame:
        """Pick-ups of our pieces that nobody has decided on, the newest first.

        Columns: suggestion (a key), day, level, kind, kind_name, what, article (ours; missing for a bare
        credit), evidence, outlet and url (the peer's).
        """
        days = (filters.start or date.min, filters.end or self._room.today)
        frame = self._room.stories.pickups(filters.between(*days))
        frame["what"] = [  # the outlet's name for its id
            f"{self._room.names.name('outlet', outlet)}{what.removeprefix(outlet)}"
            for outlet, what in zip(frame["outlet"], frame["what"], strict=True)
        ]
        frame["kind_name"] = frame["kind"]
        frame["kind"] = [kind_of(each) or "other" for each in frame["kind"]]
        frame["article"] = frame["article"].astype("Int64")
        pairs = zip(frame["url"], frame["article"].astype("string").fillna(""), strict=True)
        frame["suggestion"] = [_key(f"{url} {article}") for url, article in pairs]
        with self._room.record.read() as connection:
            decided = kept.origins(connection) | set(kept.refused(connection))
        return frame.loc[~frame["suggestion"].isin(decided), SUGGESTIONS].reset_index(drop=True)

    def accept(self, suggestion: str, who: str, **edits: Any) -> int:
        """Note a suggestion as a claimed event, with edits to fields of `Event`; answers its number.

        Raises QueryError where it is none, or was decided on.
        """
        frame = self.suggestions()
        found = frame[frame["suggestion"] == suggestion]
        if found.empty:
            raise QueryError(f"ledger: {suggestion!r} is not suggested; `monitor ledger suggest` lists all")
        row = found.iloc[0]
        article = None if pd.isna(row["article"]) else int(row["article"])
        links = (str(row["url"]), str(row["evidence"]))
        day = pd.Timestamp(row["day"]).date()
        event = Event(day, row["kind"], row["what"], row["level"], article, evidence=links)
        number = self.record(
            replace(event, **edits), who, reason="suggested by the monitor", origin=suggestion
        )
        assert number is not None
        return number

    def refuse(self, suggestion: str, reason: str, who: str) -> None:
        """Leave a suggestion out, for a reason; it does not come back."""
        self._reasoned(reason)
        with self._room.record.write() as connection:
            kept.refuse(connection, suggestion, self._signed(who, reason))

    def _signed(self, who: str, reason: str) -> Signed:
        if not who.strip():
            raise QueryError("ledger: say who does it")
        return Signed(who.strip(), reason.strip(), self._room.now())

    def _checked(self, event: Event) -> Event:
        """The event with its level, or QueryError."""
        kind = kinds().get(event.kind)
        if kind is None:
            known = ", ".join(kinds())
            raise QueryError(f"ledger: {event.kind!r} is no kind of impact; use one of {known}")
        if event.level and event.level not in LEVELS:
            raise QueryError(f"ledger: level {event.level!r} is none of {', '.join(LEVELS)}")
        if not event.what.strip():
            raise QueryError("ledger: say what happened")
        if event.day > self._room.today:
            raise QueryError(f"ledger: {event.day} is yet to come; note what has happened")
        if event.programme:
            self._room.catalog.programme(event.programme)
        evidence = tuple(each.strip() for each in event.evidence if each.strip())
        return replace(event, level=event.level or kind.level, evidence=evidence)

    @staticmethod
    def _known(found: dict[str, Any] | None, event: int) -> dict[str, Any]:
        if found is None:
            raise QueryError(f"ledger: there is no event {event}; `monitor ledger list` shows what there is")
        return found

    @staticmethod
    def _reasoned(reason: str) -> None:
        if not reason.strip():
            raise QueryError("ledger: say why; the reason stays beside what was there before")


def _key(words: str) -> str:
    """A short key, the same for the same words, that can be typed."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]
