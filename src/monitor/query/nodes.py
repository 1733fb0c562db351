"""What a query is made of. `str` of a node is a query that parses to the same node."""

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]
FIELDS: tuple[Field, ...] = ("title", "text")
NEAR_DISTANCE = 10
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or the beginning of one."""

    text: str
    prefix: bool = False
    field: Field | None = None

    def __str__(self) -> str:
        return f"{_label(self.field)}{self.text}{'*' * self.prefix}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words side by side; `last_prefix`: the last one is only a beginning."""

    words: tuple[str, ...]
    field: Field | None = None
    last_prefix: bool = False

    def __str__(self) -> str:
        return f'{_label(self.field)}"{" ".join(self.words)}{"*" * self.last_prefix}"'


@dataclass(frozen=True, slots=True)
class Near:
    """All the words, in any order, with at most `distance` words between the first and the last."""

    words: tuple[Word | Phrase, ...]
    distance: int = NEAR_DISTANCE

    def __str__(self) -> str:
        return f"NEAR({' '.join(map(str, self.words))}, {self.distance})"


@dataclass(frozen=True, slots=True)
class And:
    """Every part matches."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " AND ".join(f"({p})" if isinstance(p, And | Or) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part matches."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(f"({p})" if isinstance(p, And | Or) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match. It stands only beside something that does, in an And."""

    part: "Node"

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


Node = Word | Phrase | Near | And | Or | Not


def _label(field: Field | None) -> str:
    return f"{field}:" if field else ""


def terms(node: Node) -> list[Word | Phrase]:
    """The words and phrases that a match may consist of: nothing under NOT."""
    match node:
        case Word() | Phrase():
            return [node]
        case Near(words):
            return list(words)
        case And(parts) | Or(parts):
            return [term for part in parts for term in terms(part)]
    return []


def bounded(node: Node) -> bool:
    """Whether a match must hold at least one of the node's terms, so that it is not nearly everything."""
    match node:
        case Not():
            return False
        case And(parts):
            return any(map(bounded, parts))
        case Or(parts):
            return all(map(bounded, parts))
    return True
