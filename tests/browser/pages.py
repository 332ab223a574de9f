"""What is expected of a page that `satz view` makes."""

from browser import SCHEMES, SIZES, Page

# What a mention with the label looks like, its tag, and whether rows of tables with it are shown.
MARK = """
const mark = document.querySelector(`mark.${arguments[0]}[data-tag]`);
const rows = Array.from(document.querySelectorAll(`tr.${arguments[0]}`));
return [
  getComputedStyle(mark).backgroundColor,
  getComputedStyle(mark, "::after").content,
  rows.some((row) => row.checkVisibility()),
];
"""

NAMES = """
const rows = document.querySelectorAll("#index tbody tr:not([hidden])");
return Array.from(rows, (row) => row.cells[0].textContent);
"""

EDGE = "return getComputedStyle(document.querySelector('.sentence'), '::before').content"
NOTE = "return getComputedStyle(arguments[0], '::after').content"


def check(page: Page, shots) -> None:
    for scheme in SCHEMES:
        for size in SIZES:
            page.show(scheme, size)
            page.looks_good(f"{scheme} and {size}")
            if shots:
                page.shoot(shots, f"{scheme}-{size}-top")
                page.show(scheme, size, "#a7")
                page.shoot(shots, f"{scheme}-{size}-article")
    page.show("light", "wide")
    for part in (structure, filters, edges, reasons, search):
        part(page)
    page.is_quiet()


def structure(page: Page) -> None:
    ids = page.run("return Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
    page.expect(len(ids) == len(set(ids)), "an id stands there twice")
    targets = page.run("return Array.from(document.links, (a) => a.getAttribute('href'))")
    known = set(ids)
    broken = [target for target in targets if target[:1] != "#" or target[1:] not in known]
    page.expect(not broken, f"links that lead nowhere or out: {broken[:3]}")
    foreign = page.all("img, iframe, object, embed, base, form[action], [onerror], article script")
    page.expect(not foreign, "an element came out of a text")
    page.expect(page.browser.title[:10] != "taken over", "a text took the page over")
    page.expect(len(page.all("main")) == 1 and len(page.all("h1")) == 1, "landmarks")


def filters(page: Page) -> None:
    boxes = page.all(".chip input")
    page.expect(boxes, "there is no label to filter by")
    for box in boxes:
        label = box.get_attribute("id").removeprefix("show-")
        marked = page.run(MARK, label)
        box.click()
        plain = page.run(MARK, label)
        box.click()
        page.expect(marked[2] and marked[1] != "none", f"{label} is not marked")
        page.expect(plain[0] != marked[0] and plain[1] == "none", f"{label} stays marked")
        page.expect(not plain[2], f"{label} stays in the tables")


def edges(page: Page) -> None:
    before = page.run(EDGE)
    page.all("#show-edges")[0].click()
    page.expect(before == "none" and page.run(EDGE) != "none", "edges are not on demand")
    page.all("#show-edges")[0].click()


def reasons(page: Page) -> None:
    numbers = page.all(".text .number")[:3]
    page.expect(numbers, "no sentence of a summary is marked")
    for number in numbers:
        hidden = page.run(NOTE, number)
        page.run("arguments[0].focus()", number)
        shown = page.run(NOTE, number)
        page.expect(hidden == "none" and "of the summary" in shown, "no reasons on focus")


def search(page: Page) -> None:
    """A page with several articles has an index that can be searched."""
    for field in page.all("#search"):
        everything = page.run(NAMES)
        name = everything[0].split()[0]
        field.send_keys(name.lower())
        found = page.run(NAMES)
        page.expect(found and all(name.lower() in row.lower() for row in found), "search")
        field.clear()
