"""How long a reader waits for an answer of the search of a site, in Chromium from the disk.

    python -m tests.benchmarks.search FOLDER

Reads the folder of a site. Gives a line for each query on standard output: milliseconds until the answer is on the page
and of the page's thread, on a page that was just opened and asked again there; the files of the index that the first
answer read, with their bytes; then the longest, and the load.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.benchmarks.handout import chromium

QUERIES = (
    "climate change", "human rights council", "A/RES/77/107", "démocratie pauvreté", "desarrollo sostenible",
    "устойчивое развитие", "التنمية المستدامة", "可持续发展", "developmant", "secretary general report",
)  # fmt: skip
"""Words in six languages, a symbol, a misspelt word."""
_ASK = """
const [query, done] = arguments, found = document.getElementById("found");
const field = document.getElementById("query"), begun = performance.now();
found.textContent = "";
new MutationObserver((_, watch) => {
  if (!found.textContent) return;
  watch.disconnect();
  requestAnimationFrame(() => done([performance.now() - begun, found.textContent]));
}).observe(found, { childList: true, characterData: true, subtree: true });
field.value = query;
document.getElementById("search").requestSubmit();
"""


_READ = "return [...document.scripts].map((one) => one.src).filter(Boolean)"


def asked(browser: Any, query: str) -> tuple[float, float, str]:
    """Return milliseconds until the answer, those of the page's thread, and the answer."""
    before = _busy(browser)
    waited, answer = browser.execute_async_script(_ASK, query)
    return waited, _busy(browser) - before, answer


def _busy(browser: Any) -> float:
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def read(browser: Any) -> set[Path]:
    """Return the files that the page has read so far."""
    return {Path(unquote(urlsplit(one).path)) for one in browser.execute_script(_READ)}


def main(arguments: Sequence[str]) -> int:
    """Ask every query of the site in the folder given."""
    page, browser = (Path(arguments[0]) / "en.html").resolve().as_uri(), chromium()
    first, again = [0.0], [0.0]
    try:
        browser.set_script_timeout(120)
        for query in QUERIES:
            browser.get("about:blank")
            browser.get(page)
            browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
            before = read(browser)
            waited, busy, answer = asked(browser, query)
            files = read(browser) - before
            size = sum(path.stat().st_size for path in files)
            asked(browser, "peace")  # what is on the page is another answer
            waited_again, busy_again, _ = asked(browser, query)
            first.append(waited)
            again.append(waited_again)
            print(
                f"{query}: first {waited:.0f} ({busy:.0f}), again {waited_again:.0f} ({busy_again:.0f}) ms; "
                f"{len(files)} files, {size:,} bytes: {answer}"
            )
    finally:
        browser.quit()
    print(f"longest: first {max(first):.0f}, again {max(again):.0f} ms; load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
