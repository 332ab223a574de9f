"""A headless Chromium, and a page in it with what is expected of every page."""

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
CONTRAST = pathlib.Path(__file__).with_name("contrast.js").read_text("utf-8")

# Seconds for a page or a script; a busy machine is slow, a page that hangs takes for ever.
PATIENCE = 120


def open_browser():
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    if not (driver and browser):
        sys.exit(f"browser test: chromium or its driver is not here: {INSTALL}")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(service=Service(driver), options=options)
    browser.set_page_load_timeout(PATIENCE)
    browser.set_script_timeout(PATIENCE)
    return browser


class Page:
    """A page at an address, under a name for messages."""

    def __init__(self, browser, name, url):
        self.browser, self.name, self.url = browser, name, url
        self.failures = []
        for log in ("browser", "performance"):
            browser.get_log(log)  # What the page before left.

    def expect(self, holds, what):
        if not holds:
            self.failures.append(f"{self.name}: {what}")

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

    def shoot(self, folder, moment):
        self.browser.save_screenshot(str(folder / f"{self.name}-{moment}.png"))

    def looks_good(self, moment):
        """Every text can be read, and nothing is wider than the window."""
        faint = self.run(CONTRAST)
        self.expect(not faint, f"too faint, {moment}: {faint}")
        spill = self.run("return document.documentElement.scrollWidth - innerWidth")
        self.expect(spill <= 0, f"{spill} pixels wider than the window, {moment}")

    def is_quiet(self):
        """No line on the console, no request but to the page itself."""
        console = [entry["message"] for entry in self.browser.get_log("browser")]
        self.expect(not console, f"on the console: {console[:3]}")
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                own = url.split("#")[0] == self.url or url.startswith(("data:", "about:"))
                self.expect(own, f"a request to {url}")
