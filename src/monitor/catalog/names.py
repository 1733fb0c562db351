"""The names that people read and write, and the codes that the record keeps."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from monitor.catalog import Catalog
from monitor.catalog.gazetteer import countries
from monitor.errors import QueryError
from monitor.filters import Filters


class Names:
    """Codes and names of outlets, regions, topics and targets; either may be written in a filter."""

    def __init__(self, catalog: Catalog) -> None:
        sections = sorted({label for outlet in catalog.outlets for label in outlet.sections})
        self.of: dict[str, dict[str, str]] = {
            "outlet": {outlet.id: outlet.name for outlet in catalog.outlets},
            "section": {section: section for section in sections},
            "desk": {desk: desk for desk in catalog.desks},
            "region": {code: country.name for code, country in countries().items()},
            "topic": {topic.id: topic.label[:1].upper() + topic.label[1:] for topic in catalog.topics},
            "target": {target.id: target.name for target in catalog.targets},
        }
        self._codes = {kind: _codes(names) for kind, names in self.of.items()}

    def name(self, dimension: str, code: str) -> str:
        """The name of a code; a stance `target:label` is named "label on target"."""
        if dimension == "stance" and ":" in code:
            target, label = code.rsplit(":", 1)
            return f"{label} on {self.of['target'].get(target, target)}"
        return self.of.get(dimension, {}).get(code, code)

    def resolve(self, filters: Filters) -> Filters:
        """The same filters in codes. QueryError for a name that no list holds."""
        changed: dict[str, Any] = {
            kind: tuple(self._code(kind, value) for value in getattr(filters, kind)) for kind in self.of
        }
        return replace(filters, **changed)

    def _code(self, kind: str, value: str) -> str:
        codes = self._codes[kind]
        found = codes.get(value.casefold())
        if found is not None:
            return found
        if kind == "section":
            return value  # pages may call a section what no list foresees
        spelled = {name.casefold(): name for name in (*self.of[kind].values(), *self.of[kind])}
        close = get_close_matches(value.casefold(), spelled, n=1)
        meant = f"; did you mean {spelled[close[0]]!r}?" if close else ""
        raise QueryError(f"filters: no {kind} is called {value!r}{meant}")


def _codes(names: Mapping[str, str]) -> dict[str, str]:
    return {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
