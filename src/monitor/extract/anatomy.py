"""Which line of a page is what, judged by the line alone.

The rules know kinds of lines (calls to subscribe, photo credits, appeals for money, …), not sites. What a
rule here does not recognise is left to where the line stands: see `cards` and `text`.
"""

import re

from monitor.extract import kickers
from monitor.model import LineLabel

NAME = r"[^\W\d_][\w.'’-]*"
NAMES = rf"{NAME}(?: {NAME}){{0,4}}(?:(?:,| and| und| et| y| &) {NAME}(?: {NAME}){{0,4}})*"
MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|"
    r"août|déc|"
    r"ene|abr|ago|dic|gen|mag|giu|lug|set|ott|out)\w*\.?"
)
DATE = (
    rf"(?:(?:\w+,? )?(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? (?:de )?{MONTH},? (?:de )?\d{{4}})"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
TIME = (
    r"(?:,? ?(?:at |um |à |[-–|•·] ?)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: Uhr)?"
    r"(?: [A-Z]{2,4})?)?"
)
ALWAYS = re.IGNORECASE


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\W*$", ALWAYS)


DATE_LINE = _whole(
    rf"(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|created|date|veröffentlicht|"
    rf"stand|"
    rf"aktualisiert|publié|publicado|pubblicato)\W*(?:on|le|am|el|il)?\W*)?{DATE}{TIME}"
)
BYLINE = _whole(
    rf"(?:by|written by|story by|words by|von|par|por) {NAMES}(?:\W+{DATE}{TIME})?"
    r"|(?:author|autor|auteur)s?: .{3,60}"
)
REPORTERS = re.compile(
    r"^\W*(?:(?:additional|with|further) )?(?:reporting|research|writing|contributions?) (?:by|from)\b"
    r".{2,240}$|"
    r"^\W*(?:[\w’' ]{2,40} )?(?:writers?|reporters?|correspondents?)\b.{2,160}\bcontributed\b.{0,60}$|"
    r"^.{3,120}\bcontributed (?:reporting )?to th(?:is|e) (?:report|story|article)\b.{0,40}$|"
    r"^\(?(?:writing|edited|editing|compiled|translated) by\b.{3,120}$",
    ALWAYS,
)
SOURCE = re.compile(r"^(?:source|quelle|fuente|fonte|źródło)\s?: .{2,60}$", ALWAYS)
CAPITALISED = re.compile(r"^(?:\w+ ?by|von|par|por|By|BY)\s+[A-ZÀ-Þ]")
FILE_NAME = re.compile(
    r"^(?:[^\W\d_]\w*(?:[-_][\w.%]+){2,}|(?:img|dsc|image|photo|pic)[-_]?\d{2,}\S*|\S+\.(?:jpe?g|png|gif|webp|svg))$",
    ALWAYS,
)
CREDIT = re.compile(
    r"^(?:(?:top |main |header |featured |lead |cover )?(?:image|photo|picture|photograph|illustration|"
    r"graphic|video|"
    r"foto|bild|imagen|crédit|credit)s?(?: ?(?:credit|source|by|courtesy|caption|:))+|"
    r"(?:©|\(c\)|credit|quelle|source)\s*:?\s*(?:getty|reuters|afp|ap\b|dpa|shutterstock|imago|"
    r"picture alliance))",
    ALWAYS,
)
AGENCY = re.compile(
    r"\b(?:photo(?:graph)? by|official [\w ]*photo|(?:white house|file|handout|courtesy|stock|force|"
    r"army|navy) photo|"
    r"(?:via |/ ?)?shutterstock|getty images|(?:reuters|afp|ap photo|epa|dpa|xinhua|tass|imago|alamy|"
    r"unsplash|"
    r"flickr|wikimedia commons|wikipedia|pixabay)\b ?/|/ ?(?:reuters|afp|getty|dpa|ap|epa|alamy|"
    r"flickr)\b|photo\)|"
    r"photo/|via (?:getty|reuters|ap|afp|flickr|wikimedia))",
    ALWAYS,
)
CALLS = _whole(
    r"(?:follow|find|like|join) (?:us|me|him|her|them)(?: on)? [\w ,&]*|google cta|"
    r"(?:click|tap) here\b.{0,80}|(?:please )?(?:subscribe|sign up|register|log ?in|sign in)(?: (?:now|"
    r"here|today|to|"
    r"for|up)\b.{0,200})?|.{0,60}\bpreferred source\b.{0,40}|want (?:more|to (?:read|see|hear|"
    r"get)) .{0,80}\?|"
    r"(?:share|tweet|pin|email|print|save|copy link|whatsapp|facebook|twitter|linkedin|reddit|telegram|"
    r"bluesky)"
    r"(?: (?:this|on|to|via|by|the|article|story|page|link|facebook|twitter|linkedin|email|print))*|"
    r"(?:advertise?ment|ad|anzeige|werbung|publicité|publicidad|pubblicità|sponsored(?: content)?)|"
    r"(?:article|story) continues (?:below|after).{0,40}|(?:keep|continue) ?reading.{0,20}|"
    r"read (?:more|next|also|the (?:full|whole|rest)).{0,120}|(?:mehr lesen|weiterlesen|lesen sie auch|"
    r"lire aussi|"
    r"leia mais|lea también|leggi anche)\b.{0,120}|show (?:less|more)|load more|view (?:all|more|"
    r"comments)|see (?:all|more)|"
    r"listen to this (?:article|story).{0,40}|\d+ (?:comments?|shares?)|(?:leave a|post a|no|"
    r"add a) comment.{0,20}|"
    r"comments?|download (?:the|our) .{0,40}app.{0,40}|support (?:us|our work|our journalism)|"
    r"(?:like|enjoy(?:ed|ing)?) th(?:is|e) (?:article|story|post|piece)\b.{0,120}|tell us what you think|"
    r"(?:also on|popular on|more on) [\w. ]{2,40}(?: [A-ZÀ-Þ‘“\"].{0,160})?|sign up\W.{0,160}|"
    r"\(?(?:related|see also|read also|also read|see more|watch also|up next|in case you missed it|"
    r"leggi anche(?: su)?|lire aussi|lea también|leia também|siehe auch|mehr zum thema|czytaj też)"
    r"\s?[:|–-] .{3,200}|"
    r"link (?:zum|to the) [\w-]+(?: |-)(?:inhalt|content)|something to consider|explore further|"
    r"donate(?: now| today)?|"
    r"skip to (?:main )?content|back to top|\d+ min(?:ute)?s?(?: read)?|"
    r"(?:reading time|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)\b\W{0,3}.{0,20}"
)
NEWSLETTER = re.compile(
    r"\b(?:sign up|subscribe|delivered|get (?:the|our))\b.{0,120}\b(?:newsletter|inbox|weekly|round-?up|"
    r"daily (?:email|briefing)|mailing list)\b|\bnewsletter\b.{0,80}\b(?:subscribe|sign up|abonnieren)\b",
    ALWAYS,
)
GREETING = re.compile(
    r"^(?:dear|to our|a (?:note|message) (?:to|for) our) [\w ]{0,40}\b(?:readers?|friends?|supporters?)\b",
    ALWAYS,
)
GIVING = re.compile(
    r"\b(?:donat(?:e|ion)s?|contribut(?:e|ion|ions)|tax[- ](?:exempt|deductible)|year[- ]end|chip in|gift|"
    r"support(?:ing)? (?:us|our|independent)|reader[- ]supported|become a (?:member|supporter)|fundrais\w*|"
    r"make (?:a|your) .{0,40}(?:gift|donation|contribution)|spenden?)\b",
    ALWAYS,
)
ADDRESSED = re.compile(r"\b(?:you|your|please)\b", ALWAYS)
OURS = re.compile(r"\b(?:we|us|our)\b", ALWAYS)
FOOTER = re.compile(
    r"^(?:©|\(c\)|copyright\b).{0,200}|\ball rights reserved\b|^(?:terms (?:of|and) .{0,40}|"
    r"privacy (?:policy|notice).{0,40}|"
    r"cookie (?:policy|settings)|about us|contact us|imprint|impressum)$",
    ALWAYS,
)
OTHER_STORIES = (
    r"related(?: (?:articles?|stories|posts?|content|topics?|news|publications?))?|"
    r"more (?:from|on|stories|news|in)\b.{0,40}|also (?:in|from)\b.{0,40}|(?:up|read|watch) next|read also|"
    r"you (?:may|might) (?:also )?(?:like|enjoy).{0,20}|recommended(?: for you)?|see also|further reading|"
    r"trending(?: now)?|most (?:read|popular|viewed|recent)|(?:recent|top) (?:posts|stories|articles)|"
    r"editor'?s[’']? picks?|don[’']t miss|weitere artikel|à lire aussi|lea también|te puede interesar"
)
TEASER_STARTS = (  # of OTHER_STORIES, to pass over the many elements that begin otherwise
    "related", "more", "also", "up", "read", "watch", "you", "recommended", "see", "further", "trending",
    "most", "recent", "top", "editor", "don", "weitere", "à", "lea", "te", "keep", "latest",
)  # fmt: skip
TEASERS = _whole(OTHER_STORIES + r"|keep reading|latest (?:news|stories|posts|articles)")
NAVIGATION = _whole(
    OTHER_STORIES + r"|latest|newsletters?|menu|home|search|popular|tags?|topics?|featured|"
    r"previous(?: article| post)?|next(?: article| post)?|about the authors?|breaking news"
)
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
SENTENCE_END = re.compile(r"[.!?…:;。！？।۔][\"'”’»)\]]*$")


def clean(line: str) -> str:
    """A line with plain spaces, none at its ends; quotation marks and dashes stay."""
    return " ".join(line.replace("\u200b", "").replace("\ufeff", "").split())


def words(text: str) -> int:
    """How many words, as runs between spaces."""
    return len(text.split())


def length(text: str) -> int:
    """How long a text is in words; of scripts without spaces between words, two characters are one."""
    return words(text) + len(UNSPACED.findall(text)) // 2


def is_prose(line: str) -> bool:
    """Whether a line reads like a paragraph and not like a heading."""
    count = words(line)
    return count >= 30 or (count >= 8 and bool(SENTENCE_END.search(line))) or (len(line) > 80 and count < 4)


def label(line: str) -> LineLabel | None:
    """What a line is, whatever surrounds it; None when only its place can tell."""
    count = words(line)
    if is_appeal(line):
        return "appeal"
    if count > 90:
        return None
    if is_file_name(line):
        return "caption"
    if is_credit(line):
        return "credit"
    if count > 45:
        return None
    if REPORTERS.match(line) or (count <= 8 and SOURCE.match(line)):
        return "credit"
    return _short_label(line, count)


def _short_label(line: str, count: int) -> LineLabel | None:
    if CALLS.match(line) or NEWSLETTER.search(line):
        return "call"
    if FOOTER.search(line):
        return "footer"
    if count > 16:
        return None
    if DATE_LINE.match(line):
        return "date"
    if BYLINE.match(line) and CAPITALISED.match(line):
        return "byline"
    if count <= 9 and kickers.is_kicker(line) and not SENTENCE_END.search(line):
        return "kicker"
    return "nav" if NAVIGATION.match(line) else None


def is_appeal(line: str) -> bool:
    """Whether a paragraph asks its readers for money."""
    asks = len({match.lower() for match in GIVING.findall(line)})
    if GREETING.match(line):
        return asks >= 1
    return asks >= 2 and bool(ADDRESSED.search(line)) and bool(OURS.search(line))


def is_file_name(line: str) -> bool:
    """Whether a line is the name of a picture, such as "Screen-shot-2022-07-28-at-1.08.40-pm"."""
    return bool(FILE_NAME.match(line)) and any(character.isdigit() or character == "." for character in line)


def is_credit(line: str) -> bool:
    """Whether a line says who made a picture."""
    if CREDIT.match(line):
        return True
    last = AGENCY.search(line[-100:])
    # prose that cites an agency goes on after it; a credit ends there
    return (
        last is not None and not re.search(r"[.!?][\"'”’]?$", line.rstrip(")").rstrip()) and words(line) <= 90
    )
