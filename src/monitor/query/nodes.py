"""What a query is made of. `str` of a node is a query that parses to the same node."""

from dataclasses import dataclass, field
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
    """At least one part matches.

    Long lists of words are looked up, not gone through: `firsts` has the words and phrases by their first
    word, `beginnings` the prefixes by their length and letters, `rest` the other parts.
    """

    parts: tuple["Node", ...]
    firsts: dict[str, list["Node"]] = field(init=False, repr=False, compare=False, default_factory=dict)
    beginnings: dict[int, dict[str, list["Node"]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    rest: list["Node"] = field(init=False, repr=False, compare=False, default_factory=list)

    def __post_init__(self) -> None:
        for part in self.parts:
            match part:
                case Word(text, prefix=True):
                    self.beginnings.setdefault(len(text), {}).setdefault(text, []).append(part)
                case Word(text) | Phrase((text, *_)):
                    self.firsts.setdefault(text, []).append(part)
                case _:
                    self.rest.append(part)

    def __str__(self) -> str:
        return " OR ".join(f"({p})" if isinstance(p, And | Or) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match. It stands only beside something that does, in an And."""

    part: "Node"

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


Node = Word | Phrase | Near | And | Or | Not


def _label(name: Field | None) -> str:
    return f"{name}:" if name else ""


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
