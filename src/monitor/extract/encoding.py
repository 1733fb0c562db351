"""Bytes of a web page as text."""

import codecs
import re
import sys

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# What browsers read under these names (WHATWG Encoding Standard, "Names and labels")
AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
}
# a first byte of UTF-8 and the bytes that follow, each as a character of Latin-1; no text holds the latter
TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u009f][\u0080-\u00bf]{0,2}")
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]{1,20}));?")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def decode(content: bytes, content_type: str = "") -> str:
    """Text by byte order mark, as UTF-8 where it is, by declaration, else by what the bytes look like.

    Characters that XML forbids (NUL and other controls) are left out, references to them ("&#0;") too.
    """
    text = NOT_IN_XML.sub("", TWICE.sub(_once, _decode(content, content_type)))
    return REFERENCE.sub(_allowed, text)


def _allowed(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    return "" if code > sys.maxunicode or NOT_IN_XML.match(chr(code)) else found.group()


def _once(found: re.Match[str]) -> str:
    """Text that was taken for Latin-1 and encoded again, as it was before; what is no such text stays."""
    try:
        return found.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def _decode(content: bytes, content_type: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if wide := _wide_encoding(content[:2000]):
        return content.decode(wide, errors="replace")
    if b"\x1b$" in content[:100_000]:  # seven-bit Japanese passes for UTF-8
        return content.decode("iso2022_jp", errors="replace")
    # before the declaration: pages that declare Latin-1 and send UTF-8 are many, the reverse passes by chance
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(content, content_type)
        if declared in {"", "utf-8"} and _stray(content, error):
            return content.decode("utf-8", errors="replace")
    return _by_declaration(content, declared)


def _stray(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a page is UTF-8 but for a few broken bytes, as after a cut in mid-character."""
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return error.start > 0 and wrong * 20 <= sum(1 for character in text if character > "\x7f")


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of the markup is NUL."""
    if len(start) < 20 or start.count(0) < len(start) // 3:
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _declared(content: bytes, content_type: str) -> str:
    header = HEADER_CHARSET.search(content_type)
    if header:
        return header.group(1).lower()
    meta = META_CHARSET.search(content[:10_000])
    return meta.group(1).decode("ascii", "replace").lower() if meta else ""


def _by_declaration(content: bytes, declared: str) -> str:
    try:
        if declared and declared != "utf-8":
            return content.decode(AS_BROWSERS_DO.get(declared, declared))
    except (LookupError, UnicodeDecodeError):
        pass  # a made-up or wrong declaration: the bytes themselves tell more
    guesses = from_bytes(content[:200_000])
    best = guesses.best()
    # of the single-byte encodings that fit, the Western one is by far the most written
    western = any("cp1252" in (guess.encoding, *guess.could_be_from_charset) for guess in guesses)
    return content.decode(best.encoding if best and not western else "cp1252", errors="replace")
