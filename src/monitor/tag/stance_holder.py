"""Whose words a mention stands in where no quotation marks tell: the outlet's own, or somebody's.

Somebody's is reported speech: what stands behind "X said that", before ", X said", beside "according to X"
or "in X's view", or behind "X called" and "X described". A verb of speech has a speaker other than the
outlet ("we", "it must be said") and other than the target itself.
"""

import re

from monitor.query import fold

_SAID = r"(?:said|says?|saying|argu(?:es?|ed|ing)|claim(?:s|ed|ing)?)"  # often without "that"
_WRITTEN = (
    r"(?:wr(?:ote|ites?)|warn(?:s|ed|ing)?|insist(?:s|ed|ing)?|contend(?:s|ed)?|believ(?:es?|ed)|fear(?:s|ed)?"
    r"|assert(?:s|ed)?|allege[sd]?|maintain(?:s|ed)?|add(?:s|ed)|declare[sd]?|complain(?:s|ed)?"
    r"|predict(?:s|ed)?|lament(?:s|ed)?|thinks?|thought)"
)
_WHO = r"(?<![\w'])(?P<who>[\w'-]+)(?P<apart>,)? (?:(?:has|have|had|now|once|also|later|\w+ly) )*"
_AT_ONCE = r"(?!,)(?! (?:after|before|during|in|on|at|as|to|of|for|nothing|little|no|so|whether)\b)"
_ITS = r"(?:the|an?|his|her|their|our|its|mr|ms|mrs)"
_SPEECH = re.compile(
    rf"{_WHO}(?:{_SAID}\b{_AT_ONCE}|(?:told|tells) (?:{_ITS} )?(?!{_ITS}\b)[\w'-]+"
    rf"|(?:{_SAID}|{_WRITTEN}|told|tells)(?: [\w'’“”-]+){{0,8}}? that\b)"
)
_END = re.compile(r"[;:]|, (?:but|and|yet|while|though|although) | in which ")
_LEADING = re.compile(
    r"(?:asked|to|after|before|when|while|in|during|shortly|as|despite|although|though|with|at|on|for|by|if|since"
    r"|once|until|like|unlike|because|of|from|earlier|later|\w+ing) "
)
_JOINED = (
    r"(?!(?:as|when|while|after|before|even|since|although|though|if|because|where|who|which|and|but|or)\b)"
)
_AFTER = re.compile(
    rf"[^,;:“”\"]*,[”\"]? (?:(?:{_JOINED}[\w'.-]+ ){{0,5}}?{_JOINED}(?P<who>[\w'.-]+)"
    rf" (?:{_SAID}|{_WRITTEN})\b"
    rf"|{_SAID} (?!he|she|it|they|that|(?:sun|mon|tues|wednes|thurs|fri|satur)day|in|on|at|as)[\w'-]+)"
)
_SOURCE = re.compile(
    r"\b(?:according to|in the (?:view|words|opinion|eyes) of) [^,;.]*|\bin [\w'-]+ (?:view|opinion)\b"
)
_NAMING = re.compile(r"\b(?:call|describe|dismisse?|denounce|brand)(?:s|d|ed) (?:the |mr\. |mrs\. |ms\. )?$")
_NAME = re.compile(r"[^,;.]{0,40}?(?: as | an? | [“\"])")
_SAID_OF = re.compile(rf"{_SAID} of (?:the )?$")
_SPEAKS = re.compile(rf"[\w'-]+ (?:{_SAID}|{_WRITTEN}|told|tells)\b")
_NOBODY = {"it", "this", "which", "what", "one", "we", "i", "be", "to", "not", "never", "may", "can"}


def reported(sentence: str, at: int) -> bool:
    """Whether what stands at `sentence[at]` is reported speech."""
    folded = fold(sentence)
    if _SPEAKS.match(folded, at):
        return False
    sources = list(_SOURCE.finditer(folded))
    if sources:
        return not any(source.start() <= at < source.end() for source in sources)
    if any(_reaches(folded, speech, at) for speech in _SPEECH.finditer(folded, 0, at)):
        return True
    after = None if _LEADING.match(folded) else _AFTER.match(folded, at)
    if after is not None and after["who"] not in _NOBODY:
        return True
    before = folded[:at]
    named = _NAMING.search(before) is not None and _NAME.match(folded, at) is not None
    return named or _SAID_OF.search(before) is not None


def _reaches(folded: str, speech: re.Match[str], at: int) -> bool:
    """Whether the speech has a speaker and is not over before `at`."""
    told = bool(speech["apart"]) or speech["who"] not in _NOBODY
    return told and _END.search(folded, speech.end(), at) is None
