"""Blocks of teasers on a page ("Related stories", "Read next"): taken out before the text is looked for."""

from collections.abc import Iterator

from lxml import html

from monitor.extract import anatomy, urls
from monitor.model import Related

HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6", "b", "strong", "p", "div", "span")
HEADING_WORDS = 6
HEADLINE_WORDS = 3
SECTION_WORDS = 4
LEDE_WORDS = 6
CARD_WORDS = 120  # more than this is no teaser
FEWEST = 2  # a block of one may be a link that belongs to the text


def take(tree: html.HtmlElement, url: str) -> list[Related]:
    """Remove the blocks of teasers from the tree and answer what they tease."""
    taken: list[Related] = []
    for heading in list(tree.iter(*HEADING_TAGS)):
        if heading.getparent() is None or not _is_heading(heading):
            continue
        cards = list(_cards(heading))
        if len(cards) < FEWEST:
            continue
        taken += [_related(card, url) for card in cards]
        for element in (heading, *cards):
            element.drop_tree()
    return taken


def _is_heading(element: html.HtmlElement) -> bool:
    start = (element.text or "").strip() or next((each.text for each in element[:1] if each.text), "")
    if not start.strip().casefold().startswith(anatomy.TEASER_STARTS):
        return False
    words = _words(element)
    return anatomy.words(words) <= HEADING_WORDS and anatomy.TEASERS.match(words) is not None


def _cards(heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The teasers behind a heading, up to the first thing that is none."""
    for sibling in heading.itersiblings():
        if _is_card(sibling):
            yield sibling
        elif inside := [child for child in sibling if _is_card(child)]:
            yield from inside
        elif anatomy.words(_words(sibling)) > SECTION_WORDS:
            return


def _is_card(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or anatomy.words(_words(element)) > CARD_WORDS:
        return False
    return len({_words(link) for link in _links(element)}) == 1


def _links(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The links of a teaser whose words are a headline."""
    return [link for link in element.iter("a") if anatomy.words(_words(link)) >= HEADLINE_WORDS]


def _related(card: html.HtmlElement, url: str) -> Related:
    link = _links(card)[0]
    title = _words(link)
    pieces = [" ".join(piece.split()).strip("()") for piece in card.itertext()]
    others = [piece for piece in pieces if piece and piece not in title]
    section = next((piece for piece in others if _is_label(piece)), None)
    lede = " ".join(piece for piece in others if anatomy.words(piece) >= LEDE_WORDS)
    return Related(title, section, lede, urls.joined(url, link.get("href", "")))


def _is_label(piece: str) -> bool:
    return 0 < anatomy.words(piece) <= SECTION_WORDS and not anatomy.SENTENCE_END.search(piece)


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
