"""In which of the languages that have names of their own a text is written; English where none is plain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.catalog.gazetteer import Surface

_CYRILLIC = re.compile("[а-я]")
_ARABIC = re.compile("[\u0621-\u064a]")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_SAMPLE = 1500  # characters
_COMMON = {  # small words, without accents, frequent in one of these languages and rare in the others
    "es": (" el ", " los ", " del ", " las ", " una ", " y ", " con "),
    "fr": (" les ", " des ", " du ", " et ", " une ", " le ", " au "),
    "de": (" der ", " die ", " und ", " das ", " den ", " mit ", " von "),
    "pt": (" o ", " os ", " do ", " da ", " em ", " uma ", " nao "),
}
LANGUAGES = (*_COMMON, "ru", "ar", "zh")
_PARTICLES = ("و", "ب", "ل", "ف", "ك", "وب", "ول")  # and, in, for, so, as: written together with the word
_ARTICLE = "ال"


def language_of(folded: str) -> str:
    """The ISO 639-1 code of a folded text: "en" or one of LANGUAGES."""
    sample = folded[:_SAMPLE]
    english = sample.count(" the ")
    if english > len(sample) / 400:
        return "en"
    if not sample.isascii():
        for script, code in ((_CYRILLIC, "ru"), (_ARABIC, "ar"), (_HAN, "zh")):
            if 3 * len(script.findall(sample)) > len(sample) and not (code == "zh" and _KANA.search(sample)):
                return code
    scores = {code: sum(map(sample.count, small)) for code, small in _COMMON.items()}
    best = max(scores, key=lambda code: (scores[code], code))
    return best if scores[best] > max(1, 2 * english, len(sample) / 150) else "en"


def written_forms(surfaces: Iterable[Surface]) -> Iterator[Surface]:
    """Surfaces as they stand in a text: an Arabic word also with the particles that are joined to it."""
    for surface in surfaces:
        yield surface
        if surface.language == "ar":
            word = surface.text
            yield from (replace(surface, text=particle + word) for particle in _PARTICLES)
            if word.startswith(_ARTICLE):
                yield from (replace(surface, text=joined + word[2:]) for joined in ("لل", "ولل"))
