"""Link targets: from the `href` in the source to an address that can be followed.

Reads `href` values. Gives absolute, percent-encoded URIs, `#anchor` for places in the document, or "" if the source
has no address that a reader could follow [corpus links]: then the text is without a link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_HOST = re.compile(r"https?://[^/?#\s:@]+\.[^/?#\s:@.]+(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.|undocs\.org/|docs\.un\.org/)", re.IGNORECASE)
_INSIDE = ("safelinks.protection.outlook.com", "localhost", "gdoc.", "edoc.", "egarden.", "conferences.unite.un.org")
"""Hosts of mail filters and of internal tools of the United Nations: no reader can open them."""
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(4096)
def target(href: str) -> str:
    """Return the followable address in `href`; "" for `about:blank`, file:, mail filters, relative paths, nothing."""
    href = "".join(href.split("\u200e")).strip()
    if href.startswith("#"):
        return href if len(href) > 1 else ""
    if _BARE.match(href):
        href = "https://" + href
    if not _WEB.match(href):
        return ""
    if href[:7].lower() != "mailto:" and (not _HOST.match(href) or any(part in href.lower() for part in _INSIDE)):
        return ""
    return encoded(href)


def encoded(address: str) -> str:
    """Return the address with spaces, brackets and non-ASCII letters percent-encoded; what is encoded already stays."""
    return quote(_STRAY.sub("%25", address), safe=_SAFE).replace("[", "%5B").replace("]", "%5D")
