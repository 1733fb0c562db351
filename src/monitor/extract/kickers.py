"""The line above a headline that names a kind of article and a section: "Analysis | Europe"."""

import re

KINDS = frozenset(
    (
        "analysis", "news analysis", "opinion", "opinions", "op-ed", "comment", "commentary", "editorial",
        "column", "essay", "guest essay", "letter", "letters", "perspective", "argument", "viewpoint", "view",
        "blog", "news", "report", "reports", "reporting", "reportage", "dispatch", "feature", "features",
        "long read", "investigation", "special report", "explainer", "fact check", "factsheet",
        "backgrounder", "briefing", "brief", "policy brief", "paper", "working paper", "research",
        "interview", "interviews", "q&a", "profile", "obituary", "review", "reviews", "book review",
        "podcast", "video", "audio", "photo essay", "gallery", "live", "live updates", "newsletter",
        "press release", "statement", "symposium", "debate", "speech", "transcript", "event", "roundup",
        "data", "graphics",
    )
)  # fmt: skip
UPRIGHT = re.compile(r"^[^\W\d_][\w &'’/-]{1,30}\s*\|\s*[^\W\d_][\w &'’,/-]{1,40}$")
BETWEEN = re.compile(r"\s*[|/·•»›]\s*|\s+[-–—]\s+|\s+in\s+|:\s+", re.IGNORECASE)


def is_kicker(line: str) -> bool:
    """Whether a line names a kind of article and a section."""
    return bool(UPRIGHT.match(line)) or None not in parts(line)


def parts(line: str) -> tuple[str | None, str | None]:
    """Kind and section of "Analysis | Europe", "Europe · Analysis", "Analysis in Europe"; None for unknown.

    The words for kinds tell which is which; where both or none are such words, the kind comes first, and
    where none is, only an upright line parts them.
    """
    named = [part.strip() for part in BETWEEN.split(line) if part.strip()]
    kinds = [part for part in named if part.casefold() in KINDS]
    if len(named) == 1:
        return (kinds or [None])[0], None
    if len(named) != 2 or not (kinds or "|" in line):
        return None, None
    kind = kinds[0] if kinds else named[0]
    return kind, named[1] if kind == named[0] else named[0]
