"""Tells a bot wall from an article: a page that asks the browser to prove itself."""

import re
from collections.abc import Mapping

LONGEST = 60_000  # bytes; a challenge is a small page, and an article may write about one
HEADERS = {"cf-mitigated": "Cloudflare", "x-datadome": "DataDome", "x-amzn-waf-action": "AWS"}
SIGNS = {
    "Cloudflare": rb"/cdn-cgi/challenge-platform/|cf-browser-verification|_cf_chl_opt|<title>Just a moment\.",
    "Imperva": rb"_Incapsula_Resource",
    "HUMAN": rb"px-captcha|_pxAppId",
    "DataDome": rb"geo\.captcha-delivery\.com|ct\.captcha-delivery\.com",
    "Akamai": rb"sec-if-cpt-container|/_sec/cp_challenge/",
    "AWS": rb"awsWafCookieDomainList|token\.awswaf\.com",
    "Sucuri": rb"sucuri_cloudproxy_js",
}
"""Marks that these services leave in their challenge pages; our own list, from what their pages load."""
WALLS = {name: re.compile(sign) for name, sign in SIGNS.items()}


def wall(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Whose wall an answer is; None when it is none."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "Cloudflare"
    if status != 200:
        for header, name in HEADERS.items():
            if header in headers:
                return name
    if len(body) > LONGEST or "html" not in headers.get("Content-Type", "html").lower():
        return None
    return next((name for name, sign in WALLS.items() if sign.search(body)), None)
