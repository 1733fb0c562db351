"""What no parser should see: pages made, or broken, so that parsing them takes minutes.

libxml2 checks each attribute of an element against all others: 40,000 in one tag take 13 s, and nothing in
the process can interrupt it. So the bytes are looked at first.
"""

import re

MAX_HTML = 3_000_000  # bytes; 5 of 4,517 real news pages are larger
MAX_TAG = 16_000  # bytes of one tag outside quoted values: at most 8,000 attributes, 0.1 s
MAX_ELEMENTS = 40_000
TAG = re.compile(rb"<[a-zA-Z](?:[^=>]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
QUOTED = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
SCRIPT = re.compile(rb"<(/?)(script|style)\b", re.IGNORECASE)


def objection(content: bytes) -> str:
    """Why these bytes must not be parsed, or ""."""
    markup = _without_scripts(content)
    for tag in TAG.finditer(markup):
        if len(tag.group()) > MAX_TAG and len(QUOTED.sub(b"", tag.group())) > MAX_TAG:
            return f"a single tag of {len(tag.group()):,} bytes"
    elements = len(re.findall(rb"<[a-zA-Z]", markup))
    return f"{elements:,} elements" if elements > MAX_ELEMENTS else ""


def _without_scripts(content: bytes) -> bytes:
    """One pass: a pattern with a lazy middle takes square time when scripts are never closed."""
    kept, start, inside = [], 0, b""
    for tag in SCRIPT.finditer(content):
        closing, name = tag.group(1), tag.group(2).lower()
        if not inside and not closing:
            kept.append(content[start : tag.start()])
            inside = name
        elif closing and name == inside:
            start, inside = tag.end(), b""
    return b"".join(kept) if inside else b"".join([*kept, content[start:]])
