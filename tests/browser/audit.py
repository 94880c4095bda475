"""Looking a page over in Chromium: any screen, any colours, a keyboard alone.

The tests hold every sort of page to it; `bin/audit` prints the table for a running site.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.web.weight import markup_bytes

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
LOCALE = json.loads((VENDOR / "axe.ja.json").read_text(encoding="utf-8"))
AXE_SCRIPT = f"{AXE}; axe.configure({{locale: {json.dumps(LOCALE)}}})"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

VARIANTS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 800}},
    "640": {"viewport": {"width": 640, "height": 800}},
    "320": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}
"""320 px is what a reader at 400 % sees of a screen of 1280."""

MOST_STOPS = 400
"""Of the keyboard on one page; a meeting of 1,500 turns has as many as turns, all alike."""

# WCAG 1.4.12: readers may space text out; nothing may be cut off by it.
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"

_STOP = """async () => {
  // Two frames: what a page does about the focus, it does in the next one.
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  const here = document.activeElement;
  if (here === document.body) return null;
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const rects = [...here.getClientRects()].filter(each => each.width && each.height);
  const at = rects.length ? rects[0] : box;
  const x = Math.min(Math.max(at.left + Math.min(at.width / 2, 12), 1), innerWidth - 1);
  const y = Math.min(Math.max(at.top + at.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const covered = top && top !== here && !here.contains(top) && !top.contains(here);
  const faults = [];
  if (style.outlineStyle === 'none') faults.push('no outline');
  const below = box.top >= innerHeight || box.left >= innerWidth;
  if (below || box.bottom <= 0 || box.right <= 0) faults.push('off screen');
  else if (covered) faults.push('covered by ' + top.className);
  if (box.height < 24 && style.display !== 'inline') faults.push('a target of ' + box.height + ' px');
  return {html: here.outerHTML.slice(0, 120), faults};
}"""

_STRUCTURE = """() => {
  const faults = [];
  const count = selector => document.querySelectorAll(selector).length;
  if (document.documentElement.lang !== 'ja') faults.push('lang');
  if (!document.title.trim()) faults.push('title');
  for (const one of ['h1', 'main', 'header.site-header', 'footer.site-footer'])
    if (count(one) !== 1) faults.push(count(one) + ' × ' + one);
  let above = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5')) {
    const level = Number(heading.tagName[1]);
    if (level > above + 1) faults.push('h' + level + ' after h' + above);
    above = level;
  }
  if (count('nav:not([aria-label], [aria-labelledby])')) faults.push('nav without a name');
  return faults;
}"""


_UNSTICK = """() => {
  for (const each of document.querySelectorAll('body *'))
    if (getComputedStyle(each).position === 'sticky') {
      each.style.position = 'static';
      each.dataset.unstuck = '';
    }
}"""
_STICK = """() => {
  for (const each of document.querySelectorAll('[data-unstuck]')) {
    each.style.position = '';
    delete each.dataset.unstuck;
  }
}"""

MOST_LOOKS = 600
BETWEEN_LOOKS = 50
"""Milliseconds."""


@dataclass
class Visit:
    """One page that was opened, with what went wrong on it."""

    page: Any
    errors: list[str] = field(default_factory=list)
    """What the console said, and requests that failed or went to another host."""

    def violations(self) -> list[str]:
        """What axe finds, in its own words. By evaluate(), which a strict CSP lets pass.

        With the bars that stick to an edge put back into the page: axe would take a link that lies partly
        below one, which a reader scrolls into sight, for a small one.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        self.page.evaluate(_UNSTICK)
        found = self.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
        self.page.evaluate(_STICK)
        return [
            f"{each['id']}: {each['help']} ({', '.join(node['html'][:120] for node in each['nodes'][:3])})"
            for each in found["violations"]
        ]

    def structure_faults(self) -> list[str]:
        """Headings, landmarks, language and title that are not as they should be."""
        faults: list[str] = self.page.evaluate(_STRUCTURE)
        return faults

    def scrolls_sideways(self) -> bool:
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))

    def scrolls_sideways_when_spaced(self) -> bool:
        """With the text spaced out; the page must have been opened with `bypass_csp`."""
        self.page.add_style_tag(content=SPACING)
        return self.scrolls_sideways()

    def unfold(self) -> None:
        """Open everything that is folded away."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    def walk_by_keyboard(self) -> tuple[int, list[str]]:
        """How many stops the Tab key makes, and each that is unseen, off the screen, covered or too small."""
        faults = []
        for stops in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(_STOP)
            if stop is None:
                return stops, faults
            faults += [f"{fault}: {stop['html']}" for fault in stop["faults"]]
        return MOST_STOPS, faults


def wait_until(page: Any, expression: str) -> None:
    """Wait until an expression is true of the page. By evaluate(), which a strict CSP lets pass: Playwright's
    own wait_for_function() does not."""
    for _ in range(MOST_LOOKS):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(BETWEEN_LOOKS)
    raise AssertionError(expression)


def open_page(browser: Any, url: str, **options: Any) -> Visit:
    """A new window on `url`, watched from the first request on. The caller closes `visit.page.context`."""
    context = browser.new_context(**options)
    seen = Visit(context.new_page())
    own = urlsplit(url).netloc

    def watch(request: Any) -> None:
        if urlsplit(request.url).netloc != own:
            seen.errors.append(f"request to {request.url}")

    def listen(message: Any) -> None:
        missing = "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not missing:
            seen.errors.append(message.text)

    seen.page.on("request", watch)
    seen.page.on("console", listen)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.goto(url)
    return seen


@dataclass
class Row:
    """What the audit found on one page."""

    path: str
    markup: int = 0
    total: int = 0
    stops: int = 0
    html: str = ""
    loaded_in: int = 0
    """Milliseconds from the click to the end of loading, the server's time with it."""
    faults: list[str] = field(default_factory=list)


def audit(browser: Any, url: str) -> Row:
    """Look one page over in every variant."""
    row = Row(urlsplit(url).path + (f"?{query}" if (query := urlsplit(url).query) else ""))
    for name, options in VARIANTS.items():
        seen = open_page(browser, url, **options, reduced_motion="reduce")
        found = list(seen.errors)
        if name == "1280":
            row.html = seen.page.context.request.get(url).text()
            row.markup, row.total = markup_bytes(row.html), len(row.html.encode())
            row.loaded_in = int(
                seen.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            )
            found += seen.structure_faults()
            row.stops, faults = seen.walk_by_keyboard()
            found += faults
        if seen.scrolls_sideways():
            found.append("scrolls sideways")
        found += seen.violations()
        row.faults += [f"{name}: {fault}" for fault in found]
        seen.page.context.close()
    return row


def main() -> None:
    from playwright.sync_api import sync_playwright

    from tests.conftest import CHROMIUM, CHROMIUM_ARGUMENTS

    from . import lighthouse, markup

    parser = argparse.ArgumentParser(description="Look over pages of a running site in Chromium.")
    parser.add_argument("site", help="http://127.0.0.1:8000")
    parser.add_argument("paths", nargs="*", default=["/"], help="/bodies/ …")
    parser.add_argument("--lighthouse", action="store_true", help="ask Lighthouse too: ten seconds a page")
    arguments = parser.parse_args()
    if arguments.lighthouse and not lighthouse.is_installed():
        parser.error(lighthouse.MISSING)
    site = arguments.site.rstrip("/")
    rows = []
    print(f"{'page':<60}{'faults':>8}{'stops':>7}{'markup':>9}{'HTML':>9}{'load':>9}")  # noqa: T201
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for path in arguments.paths:
            row = audit(browser, site + path)
            rows.append(row)
            if arguments.lighthouse:
                points, lost = lighthouse.look_at(site + path)
                row.faults += [f"Lighthouse: {each}" for each in lost]
                print(", ".join(f"{name} {each}" for name, each in points.items()), end="  ")  # noqa: T201
            sizes = f"{row.markup / 1000:>6.0f} kB{row.total / 1000:>6.0f} kB{row.loaded_in:>6} ms"
            print(f"{row.path:<60}{len(row.faults):>8}{row.stops:>7}{sizes}")  # noqa: T201
            for fault in row.faults:
                print(f"    {fault}")  # noqa: T201
        browser.close()
    if not markup.is_installed():
        print(f"HTML not looked at: {markup.MISSING}")  # noqa: T201
        return
    for name, faults in markup.errors({row.path: row.html for row in rows}).items():
        print(f"{name}: vnu")  # noqa: T201
        for fault in faults:
            print(f"    {fault}")  # noqa: T201


if __name__ == "__main__":
    main()
