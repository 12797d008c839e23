"""The inventory as a page: whole, escaped, allowed to do nothing but its own, and working in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from browser import act, driver
from conftest import CHECKOUT, Result

HOSTILE = """\
from fastapi import FastAPI
from guards import guard

app = FastAPI()


@app.get('/"><svg onload=alert(1)></svg')
@guard("<img src=x onerror=alert(2)>")
def attack(): ...


@app.get("/plain</script><!--")
def plain(): ...
"""


class Seen(HTMLParser):
    """The elements and attributes of a page, and the text of its style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"style": [], "script": []}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_nothing_of_the_code_becomes_markup(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project({"app.py": HOSTILE, "guards.py": "def guard(text):\n    raise HTTPException(401)\n"})
    page = cli("inventory", "--format", "html").out
    seen = Seen(page)
    assert len(seen.of("script")) == 1
    assert not seen.of("img") + seen.of("svg")
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    assert "&lt;svg onload=alert(1)&gt;&lt;/svg" in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page


def test_the_page_loads_nothing_and_allows_only_its_own(cli: Callable[..., Result]) -> None:
    seen = Seen(cli("inventory", str(CHECKOUT / "examples"), "--format", "html").out)
    assert not [a for _, attributes in seen.tags for a in attributes if a in {"src", "href", "style", "action"}]
    policy = next(item["content"] or "" for item in seen.of("meta") if item.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for (text,) in seen.inside.values():
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_the_page_can_be_read_aloud_and_by_keyboard(cli: Callable[..., Result]) -> None:
    seen = Seen(cli("inventory", str(CHECKOUT / "examples"), "--format", "html").out)
    heads = seen.of("th")
    assert {item["scope"] for item in heads} == {"col", "row"}
    buttons = [item for item in seen.of("button") if item.get("aria-controls")]
    details = {item["id"] for item in seen.of("tr") if "hidden" in item}
    assert details == {item["aria-controls"] for item in buttons}
    assert len(buttons) == sum(item["scope"] == "row" for item in heads)
    assert {item.get("role") for _, item in seen.tags} >= {"search", "status"}
    assert seen.of("html")[0]["lang"] == "en"


STEPS = r"""
  const paths = () => tab.$$eval("tbody:not([hidden]) .path", (all) => all.map((item) => item.textContent));
  out.all = await paths();
  await tab.fill("#routes-search", "ORDERS publishes");
  out.searched = await paths();
  out.status = await tab.textContent(".shown");
  await tab.click("button[type=reset]");
  await tab.waitForFunction((n) => document.querySelectorAll("tbody:not([hidden])").length === n, out.all.length);
  await tab.click("[data-filter=auth]");
  out.open = await tab.$$eval("tbody:not([hidden])", (all) => all.map((item) => item.dataset.auth));
  out.pressed = await tab.getAttribute("[data-filter=auth]", "aria-pressed");
  await tab.selectOption("select[name=method]", "POST");
  out.posts = await tab.$$eval("tbody:not([hidden])", (all) => all.map((item) => item.dataset.method));
  await tab.click("button[type=reset]");
  await tab.click("thead th:nth-child(2) button");
  out.ascending = await paths();
  await tab.click("thead th:nth-child(2) button");
  out.descending = await paths();
  out.sort = await tab.getAttribute("thead th:nth-child(2)", "aria-sort");
  await tab.focus("tbody .path");
  await tab.keyboard.press("Enter");
  out.expanded = await tab.getAttribute("tbody .path", "aria-expanded");
  out.detail = await tab.isVisible("tbody .detail");
  await tab.keyboard.press("/");
  out.focus = await tab.evaluate(() => document.activeElement.id);
"""


def test_search_filter_and_sort_work_in_a_browser(cli: Callable[..., Result], tmp_path: Path) -> None:
    page = cli("inventory", str(CHECKOUT / "examples"), "--format", "html").out
    out = act(driver(tmp_path), page, STEPS)
    assert out["errors"] == []
    assert 0 < len(out["searched"]) < len(out["all"])
    assert all("order" in path for path in out["searched"])
    assert re.match(rf"{len(out['searched'])} of {len(out['all'])} routes", out["status"])
    assert set(out["open"]) == {"no"}
    assert out["pressed"] == "true"
    assert set(out["posts"]) == {"POST"}
    assert out["ascending"][0] == min(out["all"])
    assert out["descending"][0] == max(out["all"])
    assert out["sort"] == "descending"
    assert out["expanded"] == "true"
    assert out["detail"] is True
    assert out["focus"] == "routes-search"
