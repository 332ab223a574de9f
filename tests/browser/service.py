"""`satz serve` as somebody with a browser meets it."""

import pathlib
import subprocess
from contextlib import contextmanager

from browser import PATIENCE, SCHEMES, SIZES, By, Page
from selenium.webdriver.support.ui import WebDriverWait

ARTICLE = pathlib.Path(__file__).resolve().parents[2] / "fixtures/de/foreign-policy/article.txt"
HOSTILE = "<script>document.title = 'taken over'</script></textarea></style> kommt nach Wien."


@contextmanager
def running(program):
    """The service at a free port; gives its address, and expects that it ends when it is told to."""
    command = [program, "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as service:
        try:
            words = service.stderr.readline().split()
            yield next(word for word in words if word.startswith("http://"))
        finally:
            service.terminate()
            assert service.wait(PATIENCE) == 0, "the service did not end well"


def check(page: Page, shots) -> None:
    for scheme in SCHEMES:
        for size in SIZES:
            page.show(scheme, size)
            page.looks_good(f"empty, {scheme} and {size}")
            if shots:
                page.shoot(shots, f"{scheme}-{size}-empty")
            paste(page, ARTICLE.read_text("utf-8"))
            page.looks_good(f"filled, {scheme} and {size}")
            if shots:
                page.shoot(shots, f"{scheme}-{size}-filled")
    an_article(page)
    a_summary_of_one_sentence(page)
    a_hostile_text(page)
    page.is_quiet()


def paste(page: Page, text: str) -> None:
    """Sends `text` and waits for the page with the result."""
    field = page.all("#text")[0]
    page.run("arguments[0].value = arguments[1]", field, text)
    page.all(".request button")[0].click()
    found = lambda browser: browser.find_elements(By.CSS_SELECTOR, "article .text")
    WebDriverWait(page.browser, PATIENCE).until(found)


def an_article(page: Page) -> None:
    names = {name.text for name in page.all("aside .name")}
    page.expect({"Wien", "Harold Whitcombe"} <= names, f"names of the article: {names}")
    page.expect(len(page.all(".summary li")) >= 3, "the summary has three sentences")
    text = page.run("return document.querySelector('article .text').textContent")
    page.expect(text.strip() == ARTICLE.read_text("utf-8").strip(), "the text is another")


def a_summary_of_one_sentence(page: Page) -> None:
    page.run("document.querySelector('[name=summary_sentences]').value = 1")
    page.all("[name=stages][value=entities]")[0].click()
    page.all(".request button")[0].click()
    one = lambda browser: len(browser.find_elements(By.CSS_SELECTOR, ".summary > ol > li")) == 1
    WebDriverWait(page.browser, PATIENCE).until(one)
    page.expect(not page.all("mark"), "names were not asked for")
    kept = page.run("return document.querySelector('[name=summary_sentences]').value")
    page.expect(kept == "1", "the form forgot what was asked")


def a_hostile_text(page: Page) -> None:
    page.show("light", "wide")
    paste(page, HOSTILE)
    page.expect(page.browser.title == "satz", "a text took the page over")
    shown = page.run("return [document.querySelector('article .text').textContent, text.value]")
    page.expect([it.strip() for it in shown] == [HOSTILE, HOSTILE], f"the text became {shown}")
