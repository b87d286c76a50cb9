"""Handing out: copies of the project's own works from a cold start, and the preview from save to screen.

Reads `source/`. Gives tables. The preview is watched over HTTP, and in a browser where selenium and Chromium are here.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.library.expressions import expressions
from pipeline.serve.server import PreviewServer
from pipeline.serve.texts import Texts
from tests.benchmarks.clock import median_fresh, pipeline_command
from tests.benchmarks.result import Result, Table, figure
from tests.benchmarks.run import Run

_GOAL, _PREVIEW_GOAL = "6", "0.5"
_WATCH = """
window.painted = window.reported = 0;
const paint = (name) => requestAnimationFrame(() => requestAnimationFrame(() => { window[name] = Date.now(); }));
new MutationObserver((records) => {
  if (records.some((r) => r.target === document.documentElement)) paint("painted");
  const state = document.querySelector(".preview-state");
  if (state && state.textContent.startsWith("Errors")) paint("reported");
}).observe(document.documentElement, { childList: true, subtree: true });
"""
"""Notes when a new body, and when new findings, are on the screen."""


def handout(run: Run) -> Result:
    """Return distribution copies and verification in new processes; the preview."""
    return Result((_copies(run), _preview(run)))


def _copies(run: Run) -> Table:
    folder = run.folder("copies")
    times = run.size(3, 1)
    made = median_fresh(pipeline_command("dist", "--out", folder), times)
    archives = sorted(folder.glob("*.zip"))
    rows = [("dist, all works", figure(made.seconds), figure(made.processor), figure(made.memory), _GOAL)]
    for archive in archives[: run.size(10, 1)]:
        for name, options in (("verify", ()), ("verify --rebuild", ("--rebuild",))):
            spent = median_fresh(pipeline_command("verify", archive, *options), times)
            label = f"{name}, {archive.stem}"
            rows.append((label, figure(spent.seconds), figure(spent.processor), figure(spent.memory), ""))
    heads = ("command", "seconds", "of the processor", "peak MiB", "goal, seconds")
    return Table(
        "Copies, each in a new process", heads, tuple(rows), "All nine files of a text with proof, and the zip."
    )


def _preview(run: Run) -> Table:
    rows: list[tuple[str, ...]] = []
    for expression in expressions()[: run.size(10, 1)]:
        path = Path(shutil.copy(expression.path, run.folder("preview") / "text.xml"))
        server = PreviewServer(Texts((str(path.parent),)), 0)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            times = list(_watched(f"{server.address}text/{path.name}", path, run.size(20, 2)))
        finally:
            server.shutdown()
            server.close()
        for what, spent in zip(("page", "findings"), zip(*times, strict=True), strict=True):
            goal = _PREVIEW_GOAL if what == "page" else ""
            rows.append((f"{expression.work}: {what}", figure(statistics.median(spent)), figure(max(spent)), goal))
    where = "on the screen of Chromium" if _browser_is_here() else "received over HTTP"
    note = f"From the end of saving until it is {where}; every second save brings an error with it."
    return Table("Preview, seconds from a save", ("what", "median", "longest", "goal"), tuple(rows), note)


def _browser_is_here() -> bool:
    from importlib.util import find_spec

    return bool(shutil.which("chromium") and shutil.which("chromedriver") and find_spec("selenium"))


def _watched(address: str, path: Path, saves: int) -> Iterator[tuple[float, float]]:
    """Yield seconds from each save to the page, and to the findings."""
    text = path.read_text(encoding="utf-8")
    faulty = text.replace("<num", '<num titel="x"', 1)
    if not _browser_is_here():
        for number in range(saves):
            yield _over_http(address, path, faulty if number % 2 else text + "\n" * number)
        return
    browser = chromium()
    try:
        browser.get(address)
        _until(lambda: "Errors" in browser.find_element("class name", "preview-state").text)
        browser.execute_script(_WATCH)
        for number in range(saves):
            yield _on_screen(browser, path, faulty if number % 2 else text + "\n" * number)
    finally:
        browser.quit()


def _on_screen(browser: Any, path: Path, text: str) -> tuple[float, float]:
    browser.execute_script("window.painted = window.reported = 0")
    path.write_text(text, encoding="utf-8")
    saved = time.time()
    _until(lambda: browser.execute_script("return window.painted && window.reported"))
    painted, reported = browser.execute_script("return [window.painted, window.reported]")
    return painted / 1000 - saved, reported / 1000 - saved


def chromium() -> Any:
    """Return a browser without a window; the caller ends it."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def _over_http(address: str, path: Path, text: str) -> tuple[float, float]:
    seen = urllib.request.urlopen(address).read().decode().partition('data-seen="')[2].partition('"')[0]
    events = address.replace("/text/", "/events/")
    path.write_text(text, encoding="utf-8")
    saved = time.perf_counter()
    now = _event(f"{events}?seen={quote(seen)}", "changed")
    urllib.request.urlopen(address).read()
    painted = time.perf_counter() - saved
    _event(f"{events}?seen={quote(now)}", "findings")
    return painted, time.perf_counter() - saved


def _event(address: str, name: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as stream:
        for line in stream:
            if line.decode().strip() == f"event: {name}":
                return str(next(stream).decode().removeprefix("data: ").strip())
    return ""


def _until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        if time.monotonic() > end:
            sys.exit("the preview did not answer within 20 s")
        time.sleep(0.05)
