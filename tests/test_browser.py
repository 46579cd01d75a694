"""Pages and notebooks in a real browser, with no network."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.errors, page.requested = [], []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.requested.append(request.url))
    yield page
    page.close()


PAGES = sorted((ROOT / "figures").glob("[0-9][0-9]_*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_click_on_a_mark_shows_its_passages(page, path):
    page.goto(path.as_uri())
    page.wait_for_selector(".plot-container .main-svg")
    # The evidence panel listens to Plotly's own event; any mark with passages will do.
    shown = page.evaluate(
        """name => {
            const plot = document.getElementById(name), keys = Object.keys(passages);
            plot.emit("plotly_click", {points: [{customdata: [keys[0]]}]});
            return [keys.length, document.querySelector("#evidence blockquote").textContent];
        }""",
        path.stem,
    )
    assert shown[0] > 5 and len(shown[1]) > 10
    assert page.errors == []
    assert [u for u in page.requested if not u.startswith(("file:", "data:", "blob:"))] == []


def test_a_real_click_reaches_the_map(page):
    page.goto((ROOT / "figures" / "01_passage_map.html").as_uri())
    page.wait_for_selector(".barlayer .point path")
    boxes = [m.bounding_box() for m in page.query_selector_all(".barlayer .point path")]
    widest = max((b for b in boxes if b), key=lambda b: b["width"])
    page.mouse.click(widest["x"] + widest["width"] / 2, widest["y"] + widest["height"] / 2)
    page.wait_for_selector("#evidence blockquote cite")
    assert "para." in page.text_content("#evidence cite")


def test_a_real_click_on_an_edge_shows_its_passages(page):
    page.goto((ROOT / "figures" / "02_network.html").as_uri())
    page.wait_for_selector(".plot-container .main-svg")
    middles = page.evaluate(
        """() => {
            const plot = document.querySelector(".js-plotly-plot"), frame = plot.getBoundingClientRect();
            const {xaxis, yaxis} = plot._fullLayout;
            return plot.data.filter(t => t.mode === "lines").map(t => [
                frame.left + xaxis._offset + xaxis.d2p(t.x[12]), frame.top + yaxis._offset + yaxis.d2p(t.y[12])]);
        }"""
    )
    shown = set()
    for x, y in middles:
        page.mouse.move(x - 3, y - 3)
        page.mouse.move(x, y)
        # Plotly looks for the mark under the pointer at most every 50 milliseconds, and a click is of the mark it found last.
        page.wait_for_timeout(250)
        page.mouse.click(x, y)
        page.wait_for_timeout(100)
        shown.add(page.text_content("#evidence"))
    # Where two edges lie close at the middle, the click is of the nearer one.
    assert len(middles) > 10 and "" not in shown and len(shown) > 0.7 * len(middles)


def test_the_gallery_shows_every_picture(page):
    page.goto((ROOT / "figures" / "index.html").as_uri())
    sizes = page.evaluate("[...document.images].map(i => i.naturalWidth)")
    assert len(sizes) == len(list((ROOT / "figures").glob("[0-9][0-9]_*.json"))) and min(sizes) > 500
    links = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert links and all((ROOT / "figures" / link).exists() for link in links)
