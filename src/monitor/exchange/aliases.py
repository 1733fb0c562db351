"""Result files of others as rows of ours: Media Cloud (search.mediacloud.org) and GDELT DOC 2.0."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = {
    "afrikaans": "af", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy",
    "assamese": "as", "azerbaijani": "az", "basque": "eu", "belarusian": "be", "bengali": "bn",
    "bosnian": "bs", "bulgarian": "bg", "burmese": "my", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
    "filipino": "tl", "finnish": "fi", "french": "fr", "galician": "gl", "georgian": "ka",
    "german": "de", "greek": "el", "gujarati": "gu", "haitian creole": "ht", "hausa": "ha",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "igbo": "ig",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "javanese": "jv",
    "kannada": "kn", "kazakh": "kk", "khmer": "km", "kinyarwanda": "rw", "korean": "ko",
    "kurdish": "ku", "kyrgyz": "ky", "lao": "lo", "latin": "la", "latvian": "lv", "lithuanian": "lt",
    "luxembourgish": "lb", "macedonian": "mk", "malagasy": "mg", "malay": "ms", "malayalam": "ml",
    "maltese": "mt", "marathi": "mr", "mongolian": "mn", "nepali": "ne", "norwegian": "no",
    "norwegian bokmal": "nb", "norwegiannynorsk": "nn", "norwegian nynorsk": "nn", "oriya": "or",
    "pashto": "ps", "persian": "fa", "polish": "pl", "portuguese": "pt", "punjabi": "pa",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "sindhi": "sd", "sinhala": "si",
    "sinhalese": "si", "slovak": "sk", "slovenian": "sl", "somali": "so", "spanish": "es",
    "swahili": "sw", "swedish": "sv", "tagalog": "tl", "tajik": "tg", "tamil": "ta", "tatar": "tt",
    "telugu": "te", "thai": "th", "tibetan": "bo", "tigrinya": "ti", "turkish": "tr", "turkmen": "tk",
    "ukrainian": "uk", "urdu": "ur", "uyghur": "ug", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy",
    "xhosa": "xh", "yiddish": "yi", "yoruba": "yo", "zulu": "zu",
}  # fmt: skip
"""English names of the languages that news is written in, with their ISO 639-1 codes."""
CODES = frozenset(LANGUAGES.values())
MIDNIGHT = ("00:00:00", "00:00:00Z", "00:00:00+00:00", "00:00:00.000000")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the files of one service name what our rows hold."""

    name: str
    signs: frozenset[str]  # the columns that tell it from others
    columns: Mapping[str, str]  # our column: theirs


LAYOUTS = (
    Layout(
        "Media Cloud",
        frozenset({"url", "title", "publish_date", "media_name", "media_url"}),
        {"url": "url", "title": "title", "published": "publish_date", "language": "language"},
    ),
    # seendate is when GDELT saw the page, hours or years after it was published: the page itself is asked
    Layout(
        "GDELT",
        frozenset({"url", "title", "seendate", "domain"}),
        {"url": "url", "title": "title", "language": "language"},
    ),
)


def recognise(columns: Iterable[str]) -> Layout | None:
    """Whose result file has these columns; None for a file of ours or of somebody else."""
    names = frozenset(columns)
    if "published" in names:
        return None
    return next((layout for layout in LAYOUTS if layout.signs <= names), None)


def translate(layout: Layout, raw: Mapping[str, Any]) -> dict[str, Any]:
    """One row of such a file with our columns; what it holds besides them is left out."""
    row = {ours: raw.get(theirs) for ours, theirs in layout.columns.items()}
    if "published" in row:
        row["published"] = _published(row["published"])
    return row | {"language": _language(row["language"])}


def _published(said: Any) -> Any:
    """A midnight is no time: the service knows the day only."""
    if not isinstance(said, str):
        return said
    day, time = said.strip()[:10], said.strip()[11:]
    return day if time in MIDNIGHT else said.strip()


def _language(said: Any) -> str | None:
    """A language by its code or its English name as ISO 639-1; None when it is neither."""
    if not isinstance(said, str):
        return None
    name = " ".join(said.split()).lower()
    code = name.replace("_", "-").partition("-")[0]
    return LANGUAGES.get(name) or (code if code in CODES else None)
