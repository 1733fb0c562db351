"""Every line of text that a page shows, in its order, and the part of the page that holds it.

An XSLT stylesheet writes the lines: libxslt walks a page of 3,000 elements in a millisecond.
"""

from bisect import bisect_right
from collections.abc import Callable, Container, Sequence
from itertools import accumulate
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from monitor.extract import anatomy
from monitor.model import Line, LineLabel

# Characters that no page uses: private ones, which the stylesheet writes around the parts of a page
BREAK, END = "\ue000", "\ue00f"
PARTS: dict[str, LineLabel] = {
    "\ue001": "nav", "\ue002": "footer", "\ue003": "caption", "\ue004": "quotation", "\ue005": "teaser",
}  # fmt: skip
NAMES = {
    "nav": "\ue001", "header": "\ue001", "button": "\ue001", "form": "\ue001", "select": "\ue001",
    "footer": "\ue002", "figcaption": "\ue003", "blockquote": "\ue004", "aside": "\ue005",
}  # fmt: skip
PART_WORDS = 3  # a part of a line has more; "Politics" in a menu is no part of a sentence
BLOCKS = (
    "p|div|h1|h2|h3|h4|h5|h6|li|ul|ol|dl|dt|dd|tr|td|th|table|pre|section|article|main|address|figure|option|"
    "label|br|hr|body|summary|details"
)
SILENT = "script|style|noscript|template|head|svg|iframe|object|textarea"


def _rule(names: str, before: str, after: str) -> str:
    inside = f"<xsl:text>{before}</xsl:text><xsl:apply-templates/><xsl:text>{after}</xsl:text>"
    return f'<xsl:template match="{names}">{inside}</xsl:template>'


def _stylesheet() -> etree.XSLT:
    parts = (_rule(name, BREAK + mark, END + BREAK) for name, mark in NAMES.items())
    return etree.XSLT(
        etree.fromstring(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            f'<xsl:output method="text"/>{_rule(BLOCKS, BREAK, BREAK)}{"".join(parts)}'
            f'<xsl:template match="{SILENT}"/></xsl:stylesheet>'
        )
    )


_LINES = _stylesheet()


class Shown(NamedTuple):
    """A line of a page and the part that holds it: nav, footer, caption, quotation, teaser, or none."""

    text: str
    part: LineLabel | None


def shown(tree: HtmlElement) -> list[Shown]:
    """The lines that a page shows."""
    found: list[Shown] = []
    around: list[LineLabel] = []
    for piece in str(_LINES(tree)).split(BREAK):
        ends = piece.count(END)
        words = piece.replace(END, "")
        if words and words[0] in PARTS:
            around.append(PARTS[words[0]])
            words = words[1:]
        if text := anatomy.clean(words):
            found.append(Shown(text, around[0] if around else None))
        del around[len(around) - ends :]
    return found


Heading = Callable[[str], LineLabel | None]


def whole(
    page: Sequence[Shown], text: Sequence[Line], teasers: Container[str], heading: Heading
) -> list[Line]:
    """The lines of a text and, each in its place, those that the page holds besides.

    `text` are the labelled lines that were taken for the article, which stay as they are and in their
    order; `teasers` the spelled parts of the teasers; `heading` tells the title, the deck and their likes.
    Lines of navigation that follow one another are one.
    """
    known = _Known(text)
    words = [spelled(each.text) for each in page]
    places = [None if each in teasers else known.place(each) for each in words]
    own = _in_order(places)
    lines: list[Line] = []
    for at, each in enumerate(page):
        place = places[at]
        if words[at] in teasers:
            lines.append(Line("teaser", each.text))
        elif place is not None:
            lines += known.up_to(place) if at in own else known.again(place, each, words[at])
        else:
            within = known.within(words[at])
            lines += within
            if rest := _rest(each.text, within):
                after = at > max(own, default=-1)
                label = None if after else heading(rest.casefold())
                lines.append(Line(label or _besides(each, after), rest))
    return _joined([*lines, *known.up_to(len(text) - 1)])


def _in_order(places: Sequence[int | None]) -> set[int]:
    """Where the longest run of places stands that never goes back: headings in a list of contents do."""
    ends: list[int] = []  # the smallest place that ends a run of each length, and where it stands
    stands: list[int] = []
    before: dict[int, int] = {}
    for at, place in enumerate(places):
        if place is None:
            continue
        length = bisect_right(ends, place)
        if length:
            before[at] = stands[length - 1]
        ends[length : length + 1], stands[length : length + 1] = [place], [at]
    run: set[int] = set()
    at = stands[-1] if stands else -1
    while at >= 0:
        run.add(at)
        at = before.get(at, -1)
    return run


class _Known:
    """The lines of a text, found by the words of a line, of a part of one, or of several in one."""

    def __init__(self, text: Sequence[Line]) -> None:
        self._text = text
        self._words = [spelled(line.text) for line in text]
        self._whole = {words: place for place, words in reversed(list(enumerate(self._words)))}
        self._all = "\n".join(f" {words} " for words in self._words)
        self._starts = list(accumulate((len(words) + 3 for words in self._words), initial=0))
        self._next = 0

    def place(self, words: str) -> int | None:
        """The line that these words are, or are a part of; few words must be all of it."""
        if words in self._whole or words.count(" ") < PART_WORDS:
            return self._whole.get(words)
        found = self._all.find(f" {words} ")
        return bisect_right(self._starts, found) - 1 if found >= 0 else None

    def up_to(self, place: int) -> Sequence[Line]:
        """The lines not given yet, up to this one."""
        start, self._next = self._next, max(self._next, place + 1)
        return self._text[start : self._next]

    def again(self, place: int, shown: Shown, words: str) -> Sequence[Line]:
        """A line that the page repeats; nothing for a part of one that is given elsewhere."""
        if self._words[place] != words:
            return ()
        label = self._text[place].label
        return (Line((shown.part or "nav") if label == "body" else label, shown.text),)

    def within(self, words: str) -> Sequence[Line]:
        """The next lines, as far as these words hold them."""
        end = self._next
        while end < len(self._words) and f" {self._words[end]} " in f" {words} ":
            end += 1
        return self.up_to(end - 1)


def _rest(text: str, lines: Sequence[Line]) -> str:
    """The words of a text outside the lines that were found in it."""
    for line in lines:
        text = text.replace(anatomy.clean(line.text.removeprefix("- ")), " ", 1)
    return anatomy.clean(text)


def _besides(line: Shown, after: bool) -> LineLabel:
    if label := anatomy.label(line.text) or line.part:
        return label
    return "footer" if after and anatomy.is_prose(line.text) else "nav"


def _joined(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and line.label in {"nav", "footer"} and joined[-1].label == line.label:
            joined[-1] = Line(line.label, f"{joined[-1].text}\n{line.text}")
        else:
            joined.append(line)
    return joined


def spelled(text: str) -> str:
    """The letters and figures of a text as words in lower case, to compare two ways to set it."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
