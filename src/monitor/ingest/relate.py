"""What an article has to do with others: its copies as it comes in, its story at the end of a run."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np

from monitor.catalog import Catalog
from monitor.store import copies as kept
from monitor.store import stories
from monitor.store.copies import Copy, Words
from monitor.store.record import Record, Transaction
from monitor.store.sketches import Sketches, looked
from monitor.stories.clusters import DAYS, Piece, join
from monitor.stories.copies import Copies, Look, Text, asked, judge, spans, text_of, together
from monitor.stories.shingles import WORDS
from monitor.stories.terms import Terms, terms

BATCH = 1000  # articles whose stories are found in one transaction
SPAN = timedelta(days=7)  # … and so many days
KNOWN = 5_000  # articles whose terms are kept from one transaction to the next
QUOTED = 25  # words of ours in a row, from which a peer quotes us

TermsOf = Callable[[str, str], Terms]  # of a title and a text


def look(connection: Transaction, catalog: Catalog) -> set[str]:
    """Find what the articles of this transaction share with others; answers the addresses of copies."""
    some = kept.changed(connection)
    kept.forget(connection, [each.id for each in some])
    found = _look(connection, catalog, some)
    copies = {each.article for each in found if each.relation == "copy"}
    return {each.address for each in some if each.id in copies}


def tell(record: Record, catalog: Catalog) -> int:
    """Give every dated article without a story its story; answers how many got one."""
    count = 0
    terms_of = lru_cache(maxsize=KNOWN)(terms)
    with record.read() as connection:
        waiting = stories.untold(connection)
    for batch in _batches(waiting):
        with record.write() as connection:
            some = stories.still_untold(connection, batch)
            _catch_up(connection, catalog, [each.article for each in some])
            _tell(connection, some, terms_of)
        count += len(some)
    return count


def _batches(waiting: Sequence[tuple[int, date]]) -> Iterator[list[int]]:
    """Articles of neighbouring days, and few enough: the stories of all these days are held in memory."""
    batch: list[int] = []
    first = date.min
    for article, day in waiting:
        if len(batch) == BATCH or (batch and day - first >= SPAN):
            yield batch
            batch = []
        if not batch:
            first = day
        batch.append(article)
    if batch:
        yield batch


def _look(connection: Transaction, catalog: Catalog, some: Sequence[Words]) -> list[Copy]:
    if not some:
        return []
    own = frozenset(outlet.id for outlet in catalog.own)
    words = {each.id: each for each in some}
    texts = {each.id: _text(each) for each in some}
    sketches = Sketches(connection, np.unique(np.concatenate([asked(each, own) for each in texts.values()])))
    copies = Copies(sketches, lambda id: texts.get(id) or (_text(words[id]) if id in words else None), own)
    older = {other for id, text in texts.items() for other in copies.candidates(id, text)} - words.keys()
    words |= {each.id: each for each in kept.words(connection, sorted(older))}
    found: list[Copy] = []
    unwritten: list[Copy] = []
    for each in some:
        text = texts[each.id]
        seen = copies.look(each.id, text)
        new = [_copy(each, words[match.of], text, seen, match.relation) for match in seen.matches]
        new += _quotations(each, text, seen, words, own)
        unwritten += new
        if len(seen.stock):
            kept.keep(connection, unwritten)
            unwritten = []
            _review(connection, seen)
        copies.add(each.id, text)
        found += new
    kept.keep(connection, unwritten)
    sketches.write(list(texts))
    return found


def _catch_up(connection: Transaction, catalog: Catalog, articles: Sequence[int]) -> None:
    """Look at those articles that the index does not know: an older record has them."""
    known = looked(connection, articles)
    _look(connection, catalog, kept.words(connection, [each for each in articles if each not in known]))


def _text(words: Words) -> Text:
    return text_of(words.text, words.outlet, words.day)


def _copy(one: Words, other: Words, text: Text, seen: Look, relation: str) -> Copy:
    earlier, later = sorted((one, other), key=_when)
    shared = np.setdiff1d(np.intersect1d(text.shingles, seen.texts[other.id].shingles), seen.stock)
    (match,) = [each for each in seen.matches if each.of == other.id]
    found = spans(later.text, shared)
    return Copy(later.id, earlier.id, relation, match.jaccard, match.containment, found)


def _quotations(
    each: Words, text: Text, seen: Look, words: dict[int, Words], own: frozenset[str]
) -> Iterator[Copy]:
    """Long runs of words that a peer's article shares with an earlier one of ours, and none had before."""
    related = {match.of for match in seen.matches}
    for id in seen.texts.keys() - related:
        earlier, later = sorted((each, words[id]), key=_when)
        if earlier.outlet not in own or later.outlet in own:
            continue
        common = np.intersect1d(text.shingles, seen.texts[id].shingles, assume_unique=True)
        if len(common) <= QUOTED - WORDS:
            continue
        older = [seen.texts[n].shingles for n in seen.texts if n != id and _when(words[n]) < _when(earlier)]
        ours = np.setdiff1d(common, np.concatenate([seen.stock, *older]))
        if found := spans(later.text, ours, QUOTED):
            size, union = min(len(text.shingles), len(seen.texts[id].shingles)), len(text.shingles)
            union += len(seen.texts[id].shingles) - len(common)
            yield Copy(later.id, earlier.id, "quotation", len(common) / union, len(common) / size, found)


def _review(connection: Transaction, seen: Look) -> None:
    """Take back what earlier articles were tied by, now that it proves to be boilerplate."""
    for each in kept.of(connection, list(seen.texts)):
        pair = [seen.texts.get(id) for id in (each.article, each.of)]
        if pair[0] and pair[1] and not judge(pair[0], pair[1], seen.stock):
            kept.untie(connection, each.article, each.of)


def _tell(connection: Transaction, some: Sequence[stories.Telling], terms_of: TermsOf) -> None:
    """Stories of articles that have none: that of their original, or one found by their words."""
    articles = [each.article for each in some]
    ties = [(each.article, each.of) for each in kept.of(connection, articles) if each.same]
    first = together(ties) | {each: each for each in articles if not any(each in tie for tie in ties)}
    told: dict[int, int] = {}
    for article, story in stories.of(connection, list(first)).items():
        told[first[article]] = min(story, told.get(first[article], story))
    leads: dict[int, stories.Telling] = {}  # one of the articles with the same text, the earliest
    for each in some:
        if first[each.article] not in told:
            leads.setdefault(first[each.article], each)
    for article, story in _join(connection, list(leads.values()), terms_of).items():
        told[first[article]] = story
    stories.put(connection, {each: told[first[each]] for each in articles})


def _join(connection: Transaction, some: Sequence[stories.Telling], terms_of: TermsOf) -> dict[int, int]:
    near = stories.near(connection, {each.day for each in some}, DAYS)
    home = {each.article: each.story for each in near if each.story is not None}
    settled = stories.settled(connection, set(home.values()))
    titles = {each.article: each.title for each in some}
    new, told = (
        [Piece(each.article, each.day, terms_of(each.title, each.text), each.places) for each in part]
        for part in (some, near)
    )
    groups = join(new, told, home, settled)
    begun = [group for group in groups if group.story is None]
    numbers = iter(stories.begin(connection, [titles[group.articles[0]] for group in begun]))
    found: dict[int, int] = {}
    for group in groups:
        story = next(numbers) if group.story is None else group.story
        stories.same(connection, story, group.merged)
        found |= dict.fromkeys(group.articles, story)
    return found


def _when(words: Words) -> tuple[bool, datetime, int]:
    """When an article was published, for an order; the undated come last."""
    if words.published is None:
        return True, datetime.max.replace(tzinfo=UTC), words.id
    moment = datetime.fromisoformat(words.published)
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC), words.id
