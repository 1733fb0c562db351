"""What a report must not say. Each rule is a pure function from one thing to what is wrong with it.

Sources of the rules: the Barcelona Principles (2010, kept in 2015 and 2020) and AMEC on advertising value
and multipliers; AMEC's Integrated Evaluation Framework on output apart from outcome; funders' guides on
contribution rather than attribution (quantifychange.com, The Impact Architects).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from monitor.errors import MonitorError
from monitor.show.report.figures import ENOUGH_COLLECTED, Claim, Figure, Report

FLOOR = 0.5
"""F1 below which a tag is not counted: then the articles that it gets wrong or misses are together more
than twice those that it gets right, and a share of them says more of the tagger than of the newsroom."""

_VALUE = re.compile(
    r"\bAVEs?\b|(?i:\b(?:advertising|publicity|media|ad)[ -](?:value|equivalen\w+|worth)\b"
    r"|\bequivalent (?:ad|advertis\w+)\b|\bmultipliers?\b)"
)
_UNIT = r"(?:k|m|bn|thousand|million|billion)"
_LARGE = rf"(?:\d[\d.,]*\s?{_UNIT}\b|\d{{1,3}}(?:[.,\s]\d{{3}})+\b|(?:thousand|million|billion)s\b)"
_NUMBER = rf"(?:{_LARGE}|\d+\b)"
_PEOPLE = (
    r"(?:readers?|viewers?|listeners?|visitors?|users?|people reached|impressions?|views?|page ?views?"
    r"|visits?|followers?|subscribers?|eyeballs)"
)
_SOME = r"(?:(?:of|an?|the|over|more|than|about|some|nearly|almost|up|to|at|least|audience)\s+)*"
_REACH = re.compile(
    rf"{_NUMBER}\+?\s*(?:of\s+)?(?:[a-z]+\s+){{0,2}}{_PEOPLE}\b"
    rf"|\b(?:reach(?:ed|es|ing)?|audiences?|circulation|readership)\s+{_SOME}{_LARGE}"
    r"|\bopportunities to see\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:led (?:directly )?to|leads to|caus(?:ed|es|ing)|result(?:ed|s|ing) in|brought about|thanks to"
    r"|because of|as a (?:direct )?result|in response to|due to|prompt(?:ed|s)|trigger(?:ed|s)|forc(?:ed|es)"
    r"|persuad(?:ed|es)|convinc(?:ed|es)|achiev(?:ed|es)|secur(?:ed|es) the|made (?:\w+ ){1,4}change)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong where, and what to do."""

    place: str
    rule: str
    told: str
    advice: str

    def __str__(self) -> str:
        return f"report: {self.place}: {self.rule}: {self.told}; {self.advice}"


def advertising_value(claim: Claim) -> Finding | None:
    """No advertising value and no multiplier: the price of a page measures no effect."""
    found = _VALUE.search(claim.text)
    advice = "take it out; the field refuses it as a measure"
    return found and Finding(claim.place, "advertising value", f"it says “{found[0]}”", advice)


def invented_reach(claim: Claim) -> Finding | None:
    """No number of readers in words: only the newsroom's own analytics, supplied as a file, tell it."""
    found = _REACH.search(claim.text)
    advice = "take the number out, and supply the analytics as a file"
    return found and Finding(claim.place, "reach without analytics", f"it says “{found[0].strip()}”", advice)


def unsupported_cause(claim: Claim) -> Finding | None:
    """An outcome is said to be caused only when it is verified, with evidence and a contribution note."""
    found = _CAUSE.search(claim.text) if claim.outcome else None
    missing = [
        word
        for word, there in (
            ("a verification", claim.verified),
            ("evidence", bool(claim.evidence)),
            ("a note on the contribution", bool(claim.contribution.strip())),
        )
        if not there
    ]
    if not found or not missing:
        return None
    advice = f"write what happened and when instead, or add {' and '.join(missing)}"
    return Finding(claim.place, "cause without support", f"it says “{found[0]}”", advice)


def reach_not_supplied(figure: Figure) -> Finding | None:
    """A figure of readers names the file that it was supplied in."""
    if figure.key != "audience" or figure.supplied:
        return None
    return _of(figure, "reach without analytics", "no source", "supply the analytics as a file")


def undefined(figure: Figure) -> Finding | None:
    """A figure has a definition and the question that gives it."""
    missing = "definition" if not figure.definition.strip() else "question"
    if figure.definition.strip() and figure.question.strip():
        return None
    return _of(figure, "not defined", f"it has no {missing}", "write down what is counted, and how")


def without_n(figure: Figure) -> Finding | None:
    """A share names what it is a share of, and has an interval."""
    for row in figure.rows:
        if row.share is not None and not row.total:
            return _of(figure, "share without n", f"{row.name!r} has no total", "say of how many")
        if row.share is not None and (row.low is None or row.high is None or not figure.interval):
            return _of(
                figure, "share without interval", f"in {row.name!r}", "give the interval and its level"
            )
    return None


def incomplete(figure: Figure) -> Finding | None:
    """Where days are missing, the figure says so."""
    if figure.collected >= ENOUGH_COLLECTED or figure.note.strip():
        return None
    told = f"only {figure.collected:.0%} of the days were collected"
    return _of(figure, "incomplete collection", told, "say so in its note, or choose days that are complete")


def below_floor(figure: Figure, accuracy: Mapping[str, float]) -> Finding | None:
    """No count of a tag that is wrong too often; `accuracy` is F1 by tag, and by kind (`topic`)."""
    if accuracy.get(figure.tag, 1.0) < FLOOR:
        told = f"F1 of {figure.tag} tags is {accuracy[figure.tag]:.2f}, the floor {FLOOR}"
        return _of(figure, "tag below its floor", told, "leave the figure out")
    for row in figure.rows:
        if figure.tag and accuracy.get(row.code, 1.0) < FLOOR:
            told = f"F1 of {row.name!r} is {accuracy[row.code]:.2f}, the floor {FLOOR}"
            return _of(figure, "tag below its floor", told, "leave the row out, or correct tags by verdicts")
    return None


OF_CLAIMS: tuple[Callable[[Claim], Finding | None], ...] = (
    advertising_value,
    invented_reach,
    unsupported_cause,
)
OF_FIGURES: tuple[Callable[[Figure], Finding | None], ...] = (
    reach_not_supplied,
    undefined,
    without_n,
    incomplete,
)


def lint(report: Report, accuracy: Mapping[str, float]) -> tuple[Finding, ...]:
    """All that is wrong with a report."""
    return tuple(_findings(report, accuracy))


def refuse(report: Report, accuracy: Mapping[str, float]) -> Report:
    """The report, if nothing is wrong with it. MonitorError tells all that is, one line each."""
    if found := lint(report, accuracy):
        raise MonitorError("\n".join(map(str, found)))
    return report


def _findings(report: Report, accuracy: Mapping[str, float]) -> Iterator[Finding]:
    for claim in report.claims:
        yield from filter(None, (rule(claim) for rule in OF_CLAIMS))
    for figure in report.figures:
        yield from filter(None, (rule(figure) for rule in OF_FIGURES))
        if found := below_floor(figure, accuracy):
            yield found


def _of(figure: Figure, rule: str, told: str, advice: str) -> Finding:
    return Finding(f"figure {figure.number} ({figure.title})", rule, told, advice)
