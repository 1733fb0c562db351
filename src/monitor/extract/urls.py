"""The identity of a web address: two ways to write one page become one."""

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say how a reader came, not what is read
TRACKING = re.compile(
    r"utm_|fbclid$|gclid$|dclid$|msclkid$|yclid$|igshid$|mc_[ce]id$|mkt_tok$|_ga$|_hs|hsa_|at_|"
    r"ns_|cmpid$|ocid$|ref$|ref_src$|ref_url$|referrer$|rss$|share$|smid$|sref$|spm$|wt_|xtor$|ito$|amp$",
    re.IGNORECASE,
)
PORTS = {"http": ":80", "https": ":443"}
SAFE = "/:@!$&'()*+,;=~-._"


def canonical(url: str) -> str:
    """One form for an address: host in lower case, no fragment, tracking, default port or trailing slash.

    Anything but a web address comes back stripped of space only. Idempotent.
    """
    url = url.encode("utf-8", "ignore").decode().strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not parts.netloc:
        return url
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(PORTS[scheme])
    path = quote(unquote(parts.path, errors="surrogateescape"), safe=SAFE, errors="surrogateescape")
    return urlunsplit((scheme, host, path.rstrip("/"), _query(parts.query), ""))


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    return urlencode(sorted(pair for pair in pairs if not TRACKING.match(pair[0])), errors="surrogateescape")


def of_text(body: str) -> str:
    """The identity of an article that came without an address: "pasted:" and the SHA-1 of its body."""
    return "pasted:" + hashlib.sha1(body.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def path(url: str) -> str:
    """The path of an address in lower case; empty for what is no address."""
    try:
        return urlsplit(url).path.lower()
    except ValueError:  # as for "http://["
        return ""


def joined(base: str, href: str) -> str | None:
    """The address that a link leads to from a page; None for what is no address."""
    try:
        return urljoin(base, href)
    except ValueError:
        return None


def slug_words(url: str) -> list[str]:
    """The words in the last step of an address that has some, lower-case."""
    steps = [step for step in path(url).split("/") if "-" in step or "_" in step]
    return re.findall(r"[^\W\d_]+|\d+", re.sub(r"\.\w+$", "", unquote(steps[-1]))) if steps else []
