"""From the text of a query to its nodes. Each refusal tells the position and what to write instead."""

import re
from typing import NamedTuple, cast

from monitor.errors import QueryError
from monitor.query.nodes import FIELDS, NEAR_DISTANCE, And, Field, Near, Node, Not, Or, Phrase, Word, bounded
from monitor.query.words import words_of

DEEPEST = 40  # parentheses inside one another


class _Token(NamedTuple):
    kind: str  # ( ) , word phrase AND OR NOT NEAR end
    text: str
    at: int  # from 1
    field: Field | None = None


_LEXER = re.compile(
    r"""\s+ | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
      | (?P<near>NEAR)(?=\s*\() | (?P<operator>AND|OR|NOT)(?![\w*:])
      | (?:(?P<field>\w+):)? (?: ["“”](?P<phrase>[^"“”]*)["“”] | (?P<word>[^\s()",:“”]+) )""",
    re.VERBOSE,
)
_PUNCTUATION = {"open": "(", "close": ")", "comma": ","}


def _trouble(at: int, what: str, hint: str) -> QueryError:
    return QueryError(f"query: {what} (at character {at}); {hint}")


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while at < len(text):
        match = _LEXER.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        if token := _token(match):
            tokens.append(token)
        at = match.end()
    return [*tokens, _Token("end", "", len(text) + 1)]


def _unreadable(text: str, at: int) -> QueryError:
    if re.match(r"(?:\w+)?:?[\"“”]", text[at:]):
        return _trouble(at + 1, "a quotation mark is never closed", 'end the phrase with "')
    hint = "write field:word without a space, where the field is title or text"
    return _trouble(at + 1, f"{text[at:].split()[0]!r} cannot be read", hint)


def _token(match: re.Match[str]) -> _Token | None:
    kind, at = match.lastgroup, match.start() + 1
    if kind is None:
        return None
    if kind in _PUNCTUATION:
        return _Token(_PUNCTUATION[kind], match.group(), at)
    if kind in ("near", "operator"):
        return _Token(match.group(), match.group(), at)
    field = match["field"]
    if field is not None and field.lower() not in FIELDS:
        raise _trouble(at, f"there is no field {field!r}", "fields are title and text; or put it in quotes")
    return _Token(kind, match[kind], at, cast("Field", field.lower()) if field else None)


def _leaf(token: _Token) -> Word | Phrase:
    body = token.text.rstrip()
    prefix, body = body.endswith("*"), body.removesuffix("*")
    words = words_of(body)
    if not words:
        raise _trouble(token.at, f"{token.text!r} holds no letter or digit", "leave it out")
    if "*" in body or (prefix and not body[-1].isalnum()):
        raise _trouble(
            token.at, f"a star inside {token.text!r}", "a star may only end a word, as in sanction*"
        )
    if len(words) == 1:
        return Word(words[0], prefix, token.field)
    return Phrase(words, token.field, prefix)


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def either(self) -> Node:
        start, parts = self.next.at, [self.both()]
        while self.next.kind == "OR":
            operator = self.take()
            self.expect_more(operator)
            parts.append(self.both())
        for part in parts:
            if not bounded(part):
                raise _trouble(
                    start, "NOT alone would match nearly everything", "say what to find: iran NOT iraq"
                )
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Node:
        parts = [self.one()]
        while self.next.kind in ("AND", "NOT", "NEAR", "(", "word", "phrase"):
            if self.next.kind == "AND":
                self.expect_more(self.take())
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def expect_more(self, operator: _Token) -> None:
        if self.next.kind in ("end", ")", "AND", "OR"):
            hint = f"add a word, or write {operator.text.lower()} for the word itself"
            raise _trouble(operator.at, f"{operator.text} has nothing on its right", hint)

    def one(self) -> Node:
        token = self.take()
        if token.kind in ("word", "phrase"):
            return _leaf(token)
        if token.kind == "(":
            return self.group(token)
        if token.kind == "NEAR":
            return self.near(token)
        if token.kind == "NOT":
            self.expect_more(token)
            if self.next.kind == "NOT":
                raise _trouble(self.next.at, "NOT NOT", "leave both out")
            return Not(self.one())
        if token.kind in ("AND", "OR"):
            hint = f"add a word, or write {token.text.lower()} for the word itself"
            raise _trouble(token.at, f"{token.text} has nothing on its left", hint)
        if token.kind == "end":
            raise _trouble(token.at, "the query ends too early", "add a word, for example: iran sanction*")
        raise _trouble(token.at, f"{token.text!r} is not expected here", "leave it out")

    def group(self, opened: _Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _trouble(
                opened.at, f"more than {DEEPEST} parentheses inside one another", "make it simpler"
            )
        if self.next.kind == ")":
            raise _trouble(opened.at, "empty parentheses", "leave them out")
        inside = self.either()
        if self.take().kind != ")":
            raise _trouble(opened.at, "a parenthesis is never closed", "add )")
        self.depth -= 1
        return inside

    def near(self, name: _Token) -> Near:
        self.take()
        words: list[Word | Phrase] = []
        while self.next.kind in ("word", "phrase"):
            words.append(_leaf(self.take()))
        distance = NEAR_DISTANCE
        if self.next.kind == ",":
            self.take()
            number = self.take()
            if not number.text.isascii() or not number.text.isdigit():
                raise _trouble(number.at, "NEAR's distance is not a whole number", "NEAR(iran enrich*, 5)")
            distance = int(number.text)
        if self.take().kind != ")" or len(words) < 2 or any(w.field for w in words):
            raise _trouble(name.at, "NEAR needs two or more plain words", "NEAR(iran enrich*, 5)")
        return Near(tuple(words), distance)


def parse(text: str) -> Node:
    """Read a query. Raises QueryError, which tells the position and what to write instead."""
    if not text.strip():
        raise QueryError('query: nothing to look for; write words, "a phrase", or word*')
    parser = _Parser(_tokens(text))
    node = parser.either()
    if parser.next.kind != "end":
        raise _trouble(parser.next.at, f"{parser.next.text!r} is not expected here", "leave it out, or add (")
    return node
