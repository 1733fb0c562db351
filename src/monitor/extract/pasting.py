"""Pasted text into an article: every line gets a label, by what it says and by where it stands."""

from collections import Counter
from collections.abc import Sequence

import py3langid

from monitor.extract import anatomy, authors, cards, dates, kickers, urls
from monitor.model import Article, Extraction, Line, LineLabel, Outcome

FURNITURE_REPEATS = 3
HEAD_LINES = 12
MARKS: frozenset[str | None] = frozenset({"kicker", "byline", "date", "credit", "caption"})


def pasted(text: str, url: str | None = None, *, min_words: int = 60) -> Extraction:
    """The article in the text of a whole page, as someone selects and pastes it.

    `url` is where the page was, if known: its words confirm the title, its date is the published date.
    """
    lines = [line for line in map(anatomy.clean, text.splitlines()) if line]
    labels, related = label_lines(lines, urls.slug_words(url or ""))
    body = "\n\n".join(line for line, label in zip(lines, labels, strict=True) if label == "body")
    if (count := anatomy.length(body)) < min_words:
        return Extraction(Outcome.TOO_SHORT, None, f"{count} words of text, fewer than {min_words}")
    found = {label: line for line, label in reversed(list(zip(lines, labels, strict=True)))}
    kind, section = kickers.parts(found["kicker"]) if "kicker" in found else (None, None)
    seen = tuple(filter(None, (dates.of_url(url), dates.of_line(found.get("date", "")))))
    published, source = seen[0] if seen else (None, None)
    article = Article(
        url=url or "",
        canonical_url=urls.canonical(url) if url else urls.of_text(body),
        title=found.get("title", ""),
        text=body,
        deck=found.get("deck"),
        kicker=found.get("kicker"),
        type=kind,
        section=section,
        authors=authors.names(found.get("byline", "")),
        published=published,
        published_source=source,
        dates=seen,
        language=py3langid.classify(body)[0],
        lines=tuple(Line(label, line) for line, label in zip(lines, labels, strict=True)),
        related=tuple(card.related for card in related),
        credits=tuple(line for line, label in zip(lines, labels, strict=True) if label == "credit"),
    )
    reason = "" if published else "the text names no date of publication and no address says one"
    return Extraction(Outcome.NEW if published else Outcome.UNDATED, article, reason)


def label_lines(lines: Sequence[str], slug: Sequence[str] = ()) -> tuple[list[LineLabel], list[cards.Card]]:
    """One label for each line of a page, and the teasers; `slug` are the words of the page's address."""
    own = _by_themselves(lines)
    teasers = cards.find(lines)
    outside = {at for card in teasers for at in range(card.start, card.end)}
    title = _title(lines, own, outside, slug)
    start = _body_start(lines, own, outside, title)
    end = _body_end(lines, own, teasers, start)
    labels: list[LineLabel] = []
    for at, line in enumerate(lines):
        if at in outside:
            labels.append("teaser")
        elif at == title:
            labels.append("title")
        elif start <= at < end:
            labels.append(own[at] or _in_body(line, lines[title] if title is not None else ""))
        else:
            labels.append(own[at] or _around_body(lines, at, title, start))
    _quotations(lines, labels)
    return labels, teasers


def _by_themselves(lines: Sequence[str]) -> list[LineLabel | None]:
    often = Counter(lines)
    own = [anatomy.label(line) for line in lines]
    return [
        "call" if label is None and often[line] >= FURNITURE_REPEATS and anatomy.words(line) <= 6 else label
        for line, label in zip(lines, own, strict=True)
    ]


def _title(
    lines: Sequence[str], own: Sequence[LineLabel | None], outside: set[int], slug: Sequence[str]
) -> int | None:
    """The line that says most of the address's words, else the first heading before the text."""
    free = [at for at, label in enumerate(own) if label is None and at not in outside]
    known = [(len(_overlap(lines[at], slug)), -at) for at in free if anatomy.words(lines[at]) <= 30]
    if len(slug) > 2 and known and max(known)[0] * 2 > len(set(slug)):
        return -max(known)[1]
    first = next((at for at in free if anatomy.words(lines[at]) >= 30), len(lines))
    headings = [at for at in free if at < first and 3 <= anatomy.words(lines[at]) <= 30]
    return headings[0] if headings else None


def _overlap(line: str, slug: Sequence[str]) -> set[str]:
    return set("".join(c if c.isalnum() else " " for c in line.lower().replace("’", "")).split()) & set(slug)


def _body_start(
    lines: Sequence[str], own: Sequence[LineLabel | None], outside: set[int], title: int | None
) -> int:
    """After the title and the last mark of a head (kicker, byline, date) that comes before any text."""
    start = 0 if title is None else title + 1
    marks = prose = 0
    for at in range(start, min(start + HEAD_LINES, len(lines))):
        if at in outside:
            break
        if own[at] in MARKS:
            marks = at + 1
        elif own[at] is None and (title is None or lines[at] != lines[title]):
            prose += 1
        if prose > 1 or anatomy.words(lines[at]) > 60:  # a deck is one line, and not a long one
            break
    return max(start, marks)


def _body_end(
    lines: Sequence[str], own: Sequence[LineLabel | None], teasers: list[cards.Card], start: int
) -> int:
    """Before the first teaser after the text began, then back over headings that lead nowhere."""
    end = next((card.start for card in teasers if card.start >= start), len(lines))
    end = next(
        (at for at in range(start, end) if own[at] == "nav" and _only_headings(own, lines, at, end)), end
    )
    while end > start and (own[end - 1] is not None or not anatomy.is_prose(lines[end - 1])):
        end -= 1
    return end


def _only_headings(own: Sequence[LineLabel | None], lines: Sequence[str], start: int, end: int) -> bool:
    """Whether what follows a "Related" line is a list of links and no text."""
    prose = [at for at in range(start + 1, end) if own[at] is None and anatomy.is_prose(lines[at])]
    return len(prose) * 3 <= end - start


def _in_body(line: str, title: str) -> LineLabel:
    return "title" if line == title else "body"


def _around_body(lines: Sequence[str], at: int, title: int | None, start: int) -> LineLabel:
    if title is not None and lines[at] == lines[title]:
        return "title"
    if title is not None and title < at < start and anatomy.words(lines[at]) >= 5:
        return "deck"
    return "footer" if at >= start and anatomy.is_prose(lines[at]) else "nav"


def _quotations(lines: Sequence[str], labels: list[LineLabel]) -> None:
    """Marks pull quotes: a line of the body that says word for word what another paragraph says."""
    body = [at for at, label in enumerate(labels) if label == "body"]
    for at in body:
        quote = lines[at].strip("\"“”'‘’«» ")
        if 6 <= anatomy.words(quote) <= 45 and any(
            quote in lines[other] and len(lines[other]) > len(lines[at]) for other in body if other != at
        ):
            labels[at] = "quotation"
