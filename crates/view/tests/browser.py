#!/usr/bin/python3
"""Opens the pages in a headless Chromium and looks at them.

Needs Debian's chromium, chromium-driver and python3-selenium; says so when they are not there.

    python3 crates/view/tests/browser.py PAGES...          checks
    python3 crates/view/tests/browser.py --shots DIR PAGES...   and takes screenshots
"""

import argparse
import json
import pathlib
import shutil
import sys

INSTALL = "apt-get install -y --no-install-recommends chromium chromium-driver python3-selenium"

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
except ImportError:
    sys.exit(f"browser test: selenium is not here: {INSTALL}")

SCHEMES = ("light", "dark")
SIZES = {"wide": (1280, 1000), "narrow": (390, 844)}

# Every element with text of its own whose colour is too close to what it lies on (WCAG 2.2, 1.4.3).
# A canvas turns any CSS colour into RGB.
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const layer = (colour, under) => {
  canvas.fillStyle = `rgb(${under.join(" ")})`;
  canvas.fillRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
};
const ground = (element) => element === null
  ? [255, 255, 255]
  : layer(getComputedStyle(element).backgroundColor, ground(element.parentElement));
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const faint = [];
const judge = (element, style, under) => {
  const found = contrast(layer(style.color, under), under);
  if (found < 4.5) faint.push(`${element.className || element.tagName} ${found.toFixed(2)}`);
};
const seen = new Set();
for (const element of document.body.querySelectorAll("*")) {
  const kind = `${element.tagName} ${element.className} ${element.parentElement.className}`;
  if (seen.has(kind) || element.closest(".skip") || !element.checkVisibility()) continue;
  seen.add(kind);
  const hasText = Array.from(element.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
  if (hasText) judge(element, getComputedStyle(element), ground(element));
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (["none", "normal", '""'].includes(style.content)) continue;
    judge(element, style, layer(style.backgroundColor, ground(element)));
  }
}
return Array.from(new Set(faint));
"""


def open_browser():
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    if not (driver and browser):
        sys.exit(f"browser test: chromium or its driver is not here: {INSTALL}")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(driver), options=options)


class Page:
    """One page in the browser, with what is expected of every page."""

    def __init__(self, browser, path):
        self.browser, self.path = browser, path
        self.url = path.resolve().as_uri()
        self.failures = []

    def expect(self, holds, what):
        if not holds:
            self.failures.append(f"{self.path.name}: {what}")

    def show(self, scheme, size, fragment=""):
        width, height = SIZES[size]
        command = self.browser.execute_cdp_cmd
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        command("Emulation.setEmulatedMedia", {"features": media})
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        command("Emulation.setDeviceMetricsOverride", metrics)
        self.browser.get("about:blank")
        self.browser.get(self.url + fragment)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def check(self):
        for log in ("browser", "performance"):
            self.browser.get_log(log)  # What the page before left.
        for scheme in SCHEMES:
            for size in SIZES:
                self.show(scheme, size)
                self.looks(f"{scheme} and {size}")
        self.show("light", "wide")
        self.structure()
        self.filters()
        self.toggles()
        self.reasons()
        self.search()
        self.quiet()
        return self.failures

    def looks(self, how):
        faint = self.run(CONTRAST)
        self.expect(not faint, f"too faint in {how}: {faint}")
        spill = self.run("return document.documentElement.scrollWidth - innerWidth")
        self.expect(spill <= 0, f"{spill} pixels wider than the window in {how}")

    def structure(self):
        ids = self.run("return Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
        self.expect(len(ids) == len(set(ids)), "an id stands there twice")
        targets = self.run("return Array.from(document.links, (a) => a.getAttribute('href'))")
        broken = [target for target in targets if target[:1] != "#" or target[1:] not in set(ids)]
        self.expect(not broken, f"links that lead nowhere or out: {broken[:3]}")
        foreign = self.all("img, iframe, object, embed, base, form[action], [onerror], article script")
        self.expect(not foreign, "an element came out of a text")
        self.expect("taken over" not in (self.browser.title[:20],), "a text took the page over")
        self.expect(len(self.all("main")) == 1 and len(self.all("h1")) == 1, "landmarks")

    def filters(self):
        for box in self.all(".chip input"):
            label = box.get_attribute("id").removeprefix("show-")
            style = (
                "const e = document.querySelector(`mark.${arguments[0]}`);"
                "return [getComputedStyle(e).backgroundColor, getComputedStyle(e, '::after').content]"
            )
            marked = self.run(style, label)
            box.click()
            plain = self.run(style, label)
            rows = [row for row in self.all(f"tr.{label}") if row.is_displayed()]
            self.expect(marked != plain and plain[1] == "none", f"{label} stays marked")
            self.expect(not rows, f"{label} stays in the tables")
            box.click()

    def toggles(self):
        edge = "return getComputedStyle(document.querySelector('.sentence'), '::before').content"
        before = self.run(edge)
        self.all("#show-edges")[0].click()
        self.expect(before == "none" and self.run(edge) != "none", "edges are not on demand")
        self.all("#show-edges")[0].click()

    def reasons(self):
        note = "return getComputedStyle(arguments[0], '::after').content"
        for number in self.all(".text .number")[:3]:
            hidden = self.run(note, number)
            self.run("arguments[0].focus()", number)
            shown = self.run(note, number)
            self.expect(hidden == "none" and "of the summary" in shown, "no reasons on focus")

    def search(self):
        fields = self.all("#search")
        if not fields:
            return
        rows = "return Array.from(document.querySelectorAll('#index tbody tr:not([hidden])'), (r) => r.cells[0].textContent)"
        everything = self.run(rows)
        name = everything[0].split()[0]
        fields[0].send_keys(name.lower())
        found = self.run(rows)
        self.expect(found and all(name.lower() in row.lower() for row in found), "search")
        fields[0].clear()

    def quiet(self):
        """No line on the console, no request but the page itself."""
        console = [entry["message"] for entry in self.browser.get_log("browser")]
        self.expect(not console, f"on the console: {console[:3]}")
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                own = url.split("#")[0] == self.url or url.startswith(("data:", "about:"))
                self.expect(own, f"a request to {url}")

    def shoot(self, folder):
        stem = self.path.stem
        for scheme in SCHEMES:
            for size in SIZES:
                for place, fragment in (("top", ""), ("article", "#a7")):
                    self.show(scheme, size, fragment)
                    self.browser.save_screenshot(str(folder / f"{stem}-{scheme}-{size}-{place}.png"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path, help="folder for screenshots")
    arguments = parser.parse_args()
    browser = open_browser()
    try:
        failures = []
        for path in arguments.pages:
            page = Page(browser, path)
            failures += page.check()
            if arguments.shots:
                page.shoot(arguments.shots)
    finally:
        browser.quit()
    print("\n".join(failures))
    print(f"{len(arguments.pages)} pages in a browser, {len(failures)} failures")
    sys.exit(1 if failures else 0)


main()
