"""The publication date that a page shows to its readers."""

import copy
import re
from collections.abc import Iterator

import htmldate
from lxml import etree
from lxml.html import HtmlElement

from monitor.extract import anatomy, dates
from monitor.model import Dated

DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|pub-?date|post(?:ed)?-?(?:date|on)|entry-date|article-?date|datum|date|time|"
    r"timestamp|byline|meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"related|teaser|recommend|sidebar|most-|popular|comment|widget(?! Blog|__)|footer|card|caption|archive|"
    r"copyright",  # Blogger's main column is a "widget Blog", RebelMouse's head a "widget__head"
    re.IGNORECASE,
)
OTHER_DATE = re.compile(r"image|modif|update|expir", re.IGNORECASE)
TELLING = re.compile(  # any of the words that DATE_CLASS and its likes for kickers and bylines look for
    r"publish|date|posted|datum|time|by-?line|meta|author|label|caption|credit|kicker|dek|deck|standfirst|sub-?(?:head|title)|strap-?line|eyebrow|overline|rubric|categor|section",
    re.IGNORECASE,
)
NEVER = {"aside", "nav", "figure", "figcaption", "img", "form"}
SHOWING = ("div", "span", "p", "a", "address", "small", "time", "li", "header", "h1", "h2", "h3", "h4")
ABOVE, BELOW = 15, 40  # elements around the heading among which a page shows its date
DATE_WORDS = 12
HEADLINE_WORDS = 4
TEASER_WORDS = 40
BLOCKS = ("p", "li", "blockquote", "td", "div", "section", "ul", "ol", "table")
Named = list[tuple[HtmlElement, str]]
SENTENCE_WORDS = 25  # a line that dates an article is shorter


def published(tree: HtmlElement, elements: Named) -> Iterator[Dated]:
    """The first <time>, a short line that its class calls a date, one beside the heading.

    Dates in paragraphs, in pictures' names and in teasers are out of sight.
    """
    found = [each for each in (_of_time(tree), _of_class(elements)) if each]
    return iter(found or filter(None, [_beside_heading(tree)]))


def _of_time(tree: HtmlElement) -> Dated | None:
    for time in tree.iter("time", "abbr"):
        if not is_aside(time) and (value := dates.iso(time.get("datetime") or time.get("title"))):
            return Dated(value, "visible")
    return None


def _beside_heading(tree: HtmlElement) -> Dated | None:
    elements = list(tree.iter(*SHOWING))
    at = next((place for place, element in enumerate(elements) if element.tag == "h1"), None)
    if at is None:
        return None
    for element in (*elements[at : at + BELOW], *elements[max(at - ABOVE, 0) : at]):
        text = anatomy.clean(element.text or "")
        if not 0 < anatomy.words(text) <= DATE_WORDS or anatomy.is_file_name(text) or anatomy.is_prose(text):
            continue
        if (found := dates.of_line(text)) and not is_aside(element):
            return found
    return None


def _of_class(elements: Named) -> Dated | None:
    for element in classed(elements, DATE_CLASS):
        text = anatomy.clean(element.text_content())
        if anatomy.words(text) <= 14 and (found := dates.of_line(text)):
            return found
    return None


def above(tree: HtmlElement) -> Dated | None:
    """The day that <time> and date lines above the text show, in a margin too, if they show just one."""
    found = []
    for element in tree.iter(*SHOWING):
        name = element.get("class") or element.get("itemprop") or ""
        if element.tag == "p" and anatomy.is_prose(anatomy.clean(str(element.text_content()))):
            break
        if (element.tag == "time" or DATE_CLASS.search(name)) and not _is_elsewhere(element):
            found.append(dates.of_line(anatomy.clean(element.get("datetime") or element.text or "")))
    known = [each for each in found if each is not None]
    return known[0] if len({each.value[:10] for each in known}) == 1 else None


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element dates something else: a teaser, a comment, whatever has a headline linked in it."""
    for each in (element, *element.iterancestors()):
        if each.find(".//h1") is not None:  # it holds the article, whatever its class says ("with-sidebar")
            return False
        if ASIDE.search(each.get("class", "")) or _is_teaser(each):
            return True
    return False


def _is_teaser(element: HtmlElement) -> bool:
    links = (anatomy.words(str(link.text_content())) for link in element.iter("a"))
    return (
        anatomy.words(str(element.text_content())) <= TEASER_WORDS and max(links, default=0) >= HEADLINE_WORDS
    )


def searched(tree: HtmlElement, url: str) -> Dated | None:
    """What htmldate finds, with paragraphs, pictures, teasers and dates of changes out of its sight."""
    pruned = copy.deepcopy(tree)
    whole = len(pruned.text_content())
    etree.strip_attributes(pruned, "href", "src", "srcset")  # addresses of pictures and of other pages
    for element in list(pruned.iter("meta", "script", "style", *NEVER, *BLOCKS)):
        if element.getparent() is not None and _hides_dates(element, whole):
            element.drop_tree()
    try:
        # the newest date allowed is fixed: by default it is today, and the same bytes would differ tomorrow
        found = htmldate.find_date(
            pruned, url=url, original_date=True, extensive_search=True, max_date="2099-12-31"
        )
    except (ValueError, RecursionError):  # a number that is no date; elements nested too deep
        return None
    # it writes the first of a month where it found only the month
    return Dated(found, "visible") if found and not found.endswith("-01") else None


def _hides_dates(element: HtmlElement, whole: int) -> bool:
    if element.tag in NEVER or element.tag == "style":
        return True
    if element.tag == "script":
        return "ld+json" not in element.get("type", "")
    if element.tag == "meta":
        return bool(OTHER_DATE.search(element.get("property") or element.get("name") or ""))
    text = anatomy.clean(_own_text(element))
    if anatomy.words(text) > SENTENCE_WORDS or anatomy.is_prose(text) or anatomy.is_file_name(text):
        return True
    return bool(ASIDE.search(element.get("class", ""))) and len(element.text_content()) * 3 < whole


def _own_text(element: HtmlElement) -> str:
    """The words of a paragraph with its links; of what holds paragraphs, only those outside them."""
    if element.tag in {"div", "section", "ul", "ol", "table"}:
        return " ".join([element.text or "", *(child.tail or "" for child in element)])
    return str(element.text_content())


def named(tree: HtmlElement) -> Named:
    """The elements whose class or itemprop may say what they show about an article, with that name."""
    return [
        (element, name)
        for element in tree.iter(*SHOWING)
        if (name := element.get("class") or element.get("itemprop")) and TELLING.search(name)
    ]


def classed(elements: Named, pattern: re.Pattern[str]) -> Iterator[HtmlElement]:
    """Those of the elements whose name matches and that stand in the main part of the page."""
    return (element for element, name in elements if pattern.search(name) and not is_aside(element))


def is_aside(element: HtmlElement) -> bool:
    """Whether an element belongs to a teaser, a picture or the site's furniture."""
    return any(
        parent.tag in {"aside", "footer", "nav", "figure", "figcaption"}
        or (ASIDE.search(parent.get("class", "")) and parent.find(".//h1") is None)
        for parent in (element, *element.iterancestors())
        if parent.tag not in {"body", "html"}
    )
