"""Opens pages and the service in a headless Chromium and looks at them.

    /usr/bin/python3 tests/browser/check.py --satz PROGRAM PAGES...
    /usr/bin/python3 tests/browser/check.py --satz PROGRAM --shots FOLDER PAGES...

Needs Debian's chromium, chromium-driver and python3-selenium, and says so.
"""

import argparse
import pathlib
import sys

import pages
import service
from browser import Page, open_browser


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--satz", type=pathlib.Path, required=True, help="the command")
    parser.add_argument("--shots", type=pathlib.Path, help="folder for screenshots")
    arguments = parser.parse_args()
    browser = open_browser()
    failures = []
    try:
        for path in arguments.pages:
            page = Page(browser, path.stem, path.resolve().as_uri())
            pages.check(page, arguments.shots)
            failures += page.failures
        with service.running(arguments.satz) as address:
            page = Page(browser, "service", f"{address}/")
            service.check(page, arguments.shots)
            failures += page.failures
    finally:
        browser.quit()
    print("\n".join(failures))
    print(f"{len(arguments.pages)} pages and the service in a browser, {len(failures)} failures")
    sys.exit(1 if failures else 0)


main()
