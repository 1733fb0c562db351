"""The publication date that a page shows to its readers."""

import copy
import re
from collections.abc import Iterator

import htmldate
from lxml.html import HtmlElement

from monitor.extract import anatomy, dates

DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|pub-?date|post(?:ed)?-?(?:date|on)|entry-date|article-?date|datum|date|time|"
    r"timestamp|byline|meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"related|teaser|recommend|sidebar|most-|popular|comment|widget|footer|card", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"related|teaser|recommend|most-|popular|archive|sidebar|comment|copyright", re.IGNORECASE
)
NEVER = {"aside", "nav", "figure", "figcaption", "img", "form"}
BLOCKS = ("p", "li", "blockquote", "td", "div", "section")
SENTENCE_WORDS = 25  # a line that dates an article is shorter


def published(tree: HtmlElement, url: str) -> dates.Dated | None:
    """The first <time>, else a short line that its class calls a date, else what htmldate finds.

    Dates in paragraphs, in pictures' names and in teasers are out of sight for all three.
    """
    return _of_time(tree) or _of_class(tree) or _of_htmldate(tree, url)


def _of_time(tree: HtmlElement) -> dates.Dated | None:
    for time in tree.iter("time", "abbr"):
        if not is_aside(time) and (value := dates.iso(time.get("datetime") or time.get("title"))):
            return dates.Dated(value, "visible")
    return None


def _of_class(tree: HtmlElement) -> dates.Dated | None:
    for element in classed(tree, DATE_CLASS):
        text = anatomy.clean(element.text_content())
        if anatomy.words(text) <= 14 and (found := dates.of_line(text)):
            return found
    return None


def _of_htmldate(tree: HtmlElement, url: str) -> dates.Dated | None:
    pruned = copy.deepcopy(tree)
    whole = len(pruned.text_content())
    for element in list(pruned.iter("meta", *NEVER, *BLOCKS)):
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
    return dates.Dated(found, "visible") if found and not found.endswith("-01") else None


def _hides_dates(element: HtmlElement, whole: int) -> bool:
    if element.tag in NEVER:
        return True
    if element.tag == "meta":
        return "image" in (element.get("property") or element.get("name") or "")
    text = anatomy.clean(_own_text(element))
    if element.tag != "section" and (anatomy.words(text) > SENTENCE_WORDS or anatomy.is_file_name(text)):
        return True
    return bool(ELSEWHERE.search(element.get("class", ""))) and len(element.text_content()) * 3 < whole


def _own_text(element: HtmlElement) -> str:
    """The words of a paragraph with its links; of a division, only those outside its children."""
    if element.tag == "div":
        return " ".join([element.text or "", *(child.tail or "" for child in element)])
    return str(element.text_content())


def classed(tree: HtmlElement, pattern: re.Pattern[str]) -> Iterator[HtmlElement]:
    """Elements of the main part of a page whose class, id or itemprop matches."""
    for element in tree.iter(
        "div", "span", "p", "a", "address", "small", "time", "li", "header", "h2", "h3", "h4"
    ):
        name = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        if pattern.search(name) and not is_aside(element):
            yield element


def is_aside(element: HtmlElement) -> bool:
    """Whether an element belongs to a teaser, a picture or the site's furniture."""
    return any(
        parent.tag in {"aside", "footer", "nav", "figure", "figcaption"}
        or ASIDE.search(parent.get("class", ""))
        for parent in (element, *element.iterancestors())
        if parent.tag not in {"body", "html"}
    )
