"""The report as a page: nothing of the code does anything on it, and a browser, a keyboard and a printer can use it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from backend_review.finding import Confidence, Finding, NotAnalysed, Position, Problem, Severity, TraceStep
from backend_review.reporters import html
from backend_review.review import Report
from backend_review.reviewer.result import Group, ModelReview, Summary
from browser import act, driver
from conftest import Result
from made_reports import CATALOG, CODE, ONE_EDIT, TWO_EDITS, a_model_review, a_report, finding
from test_inventory_page import Seen

HOSTILE = "</script></pre><svg onload=alert(1)><img src=http://evil.example/x onerror=alert(2)>\"'\u202e\x1b[2J"

ROUTE = """\
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{id}/payment")
def payment(id: int):
    return {"id": id}


@app.get("/health")
def health():
    return {}
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return driver(tmp_path_factory.mktemp("browser"))


def page(report: Report, model: ModelReview | None = None) -> str:
    return html.render(report, CATALOG, False, model)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return a_report(tmp_path)


@pytest.fixture
def model() -> ModelReview:
    return a_model_review()


@pytest.fixture
def several(tmp_path: Path) -> Report:
    """Eleven findings in three files: rules, severities and confidences mixed."""
    (tmp_path / "src").mkdir()
    findings = []
    for index, path in enumerate(["src/a.py"] * 5 + ["src/b.py"] * 4 + ["web/c.py"] * 2):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(CODE, encoding="utf-8")
        made = finding(
            (3, 6, 7)[index % 3], 5, ("unverified-tls", "sql-injection")[index % 2],
            (None, ONE_EDIT, TWO_EDITS)[index % 3],
            severity=(Severity.ERROR, Severity.WARNING)[index % 2], fingerprint=f"{index:032x}",
            message=f"`value{index}` is wrong. Write another.",
            trace=(TraceStep("src/b.py", 5, 1, "`id` comes in"), TraceStep(path, 7, 1, "and goes on")),
        )  # fmt: skip
        sure = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)[index % 3]
        findings.append(msgspec.structs.replace(made, path=path, confidence=sure))
    return Report(
        tmp_path, findings=findings, files=3, lines=30,
        not_analysed=[NotAnalysed("broken.py", "syntax error", 3)],
        hidden=Counter({"suppressed by comments": 4}), left_out=Counter({"generated": 7}),
    )  # fmt: skip


def hostile(tmp_path: Path) -> Report:
    """A report in which every text comes from somebody who means harm."""
    line = f"x = '{HOSTILE}'"
    name = "src/<img src=x onerror=alert(3)>.py"
    (tmp_path / "src").mkdir()
    (tmp_path / name).write_text(f"{line}\n{line}\n", encoding="utf-8")
    base = finding(3, 1, fix=TWO_EDITS)
    evil = msgspec.structs.replace(
        base, path=name, title=HOSTILE, message=f"`{HOSTILE}` {HOSTILE}", snippet=line, topic=HOSTILE,
        start=Position(1, 5), end=Position(1, 30), checklist=(HOSTILE,), cwe=(HOSTILE,),
        trace=(TraceStep(name, 2, 1, HOSTILE), TraceStep(HOSTILE, 9, 1, HOSTILE)),
        fix=msgspec.structs.replace(
            ONE_EDIT, description=HOSTILE, safe=False, behind=HOSTILE,
            edits=(msgspec.structs.replace(ONE_EDIT.edits[0], start=Position(1, 5), end=Position(1, 9), text=HOSTILE),),
        ),
    )  # fmt: skip
    return Report(
        tmp_path, findings=[evil], problems=[Problem(HOSTILE, HOSTILE, HOSTILE)],
        not_analysed=[NotAnalysed(HOSTILE, HOSTILE, 1)], hidden=Counter({HOSTILE: 1}), stats={HOSTILE: 1},
    )  # fmt: skip


def of_a_hostile_model(model: ModelReview) -> ModelReview:
    model.model = HOSTILE
    model.warnings = [HOSTILE]
    model.summary = Summary(HOSTILE, HOSTILE, HOSTILE, (Group(HOSTILE, HOSTILE, (HOSTILE,)),))
    model.comments = [
        msgspec.structs.replace(
            item, title=HOSTILE, body=HOSTILE, category=HOSTILE, severity=HOSTILE, suggestion=HOSTILE
        )
        for item in model.comments
    ]
    return model


def test_nothing_of_the_code_becomes_markup(tmp_path: Path, model: ModelReview) -> None:
    text = page(hostile(tmp_path), of_a_hostile_model(model))
    seen = Seen(text)
    assert len(seen.of("script")) == 1
    assert not seen.of("img")
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on") or name == "style"]
    assert not [item for item in seen.of("a") if not (item["href"] or "").startswith(("#", "https://github.com/"))]
    assert not set(text) & {"\u202e", "\x1b"}


def test_hostile_text_does_nothing_in_a_browser(browser: Path, tmp_path: Path, model: ModelReview) -> None:
    steps = """
      for (const one of await tab.$$("[role=tab]")) await one.click();
      await tab.click("#tab-findings");
      await tab.click("#all");
      await tab.fill("#search", "onerror");
      out.shown = await tab.textContent("#findings .shown");
      out.images = await tab.$$eval("img, iframe, object, embed", (all) => all.length);
      out.loads = await tab.$$eval("svg", (all) => all.filter((item) => item.hasAttribute("onload")).length);
    """
    out = act(browser, page(hostile(tmp_path), of_a_hostile_model(model)), steps)
    assert out["errors"] == []
    assert [address.partition(":")[0] for address in out["asked"]] == ["file"]
    assert out["shown"] == "1 of 1 findings"
    assert out["images"] == out["loads"] == 0


def test_the_policy_allows_only_its_own(several: Report) -> None:
    seen = Seen(page(several))
    policy = next(item["content"] or "" for item in seen.of("meta") if item.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for (text,) in seen.inside.values():
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert not [a for _, attributes in seen.tags for a in attributes if a in {"src", "style", "action", "srcset"}]


def test_ids_are_distinct_and_what_is_referred_to_exists(report: Report, model: ModelReview) -> None:
    tags = Seen(page(report, model)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    referred = {
        attributes[name]
        for _, attributes in tags
        for name in ("aria-controls", "aria-labelledby", "list")
        if name in attributes
    }
    referred |= {href[1:] for _, attributes in tags if (href := attributes.get("href") or "").startswith("#")}
    assert referred <= set(ids)


FILTERS = """
  const shown = () => tab.$$eval(".finding:not([hidden])", (all) => all.map((item) => ({ ...item.dataset })));
  const clear = async () => { await tab.click("#findings button[type=reset]"); await settled(); };
  const settled = () => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30))));
  out.all = await shown();
  await tab.selectOption("#findings select[name=severity]", "warning"); await settled();
  out.warnings = await shown();
  out.pressed = await tab.$$eval(".bar[aria-pressed=true]", (all) => all.map((item) => item.dataset.value));
  await clear();
  await tab.click('.bar[data-field=topic][data-value=injection]');
  out.topic = await shown();
  await tab.selectOption("#findings select[name=confidence]", "medium"); await settled();
  out.surer = await shown();
  await tab.click('.bar[data-field=topic][data-value=injection]');
  out.without_topic = await shown();
  await clear();
  await tab.selectOption("#findings select[name=rule]", "unverified-tls"); await settled();
  out.rule = await shown();
  await clear();
  await tab.fill("#findings input[name=path]", "WEB/"); await settled();
  out.path = await shown();
  out.files = await tab.$$eval(".file:not([hidden]) h2 span", (all) => all.map((item) => item.textContent));
  await clear();
  await tab.selectOption("#findings select[name=fix]", "yes"); await settled();
  out.fixes = await shown();
  await tab.selectOption("#findings select[name=fix]", "safe"); await settled();
  out.safe = await shown();
  await clear();
  await tab.fill("#search", "value10 WRONG"); await settled();
  out.found = await shown();
  out.status = await tab.textContent("#findings .shown");
  await tab.fill("#search", "nowhere"); await settled();
  out.none = await tab.isVisible("#none");
  await tab.press("#search", "Escape");
  out.again = await shown();
  await tab.click("#tab-rules");
  await tab.click('#rules button[data-value=sql-injection]'); await settled();
  out.of_rule = await shown();
  out.back = await tab.isVisible("#findings");
"""


def test_filters_and_search(browser: Path, several: Report) -> None:
    out = act(browser, page(several), FILTERS)
    every = out["all"]
    assert out["errors"] == []
    assert len(every) == len(several.findings)
    for name, fits in {
        "warnings": lambda item: item["severity"] == "warning",
        "topic": lambda item: item["topic"] == "injection",
        "surer": lambda item: item["topic"] == "injection" and item["confidence"] != "low",
        "without_topic": lambda item: item["confidence"] != "low",
        "rule": lambda item: item["rule"] == "unverified-tls",
        "path": lambda item: item["path"] == "web/c.py",
        "fixes": lambda item: item["fix"] != "no",
        "safe": lambda item: item["fix"] == "safe",
        "again": lambda item: True,
        "of_rule": lambda item: item["rule"] == "sql-injection",
    }.items():
        expected = [item for item in every if fits(item)]
        assert out[name] == expected, name
        assert len(expected) < len(every) or name == "again"
    assert out["pressed"] == ["warning"]
    assert out["files"] == ["web/c.py"]
    assert len(out["found"]) == 1
    assert out["status"] == "1 of 11 findings"
    assert out["none"] is True
    assert out["back"] is True


KEYS = """
  const focused = () => tab.evaluate(() => {
    const at = document.activeElement;
    return at.id || at.name || at.dataset.value || (at.closest(".finding") || {}).id || at.tagName;
  });
  const ring = () => tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  const press = (key) => tab.keyboard.press(key);
  out.order = [];
  for (let i = 0; i < 16; i++) { await press("Tab"); out.order.push([await focused(), await ring()]); }
  await tab.evaluate(() => document.activeElement.blur());
  await press("j"); out.first = await focused();
  await press("j"); out.second = await focused();
  await press("Enter");
  out.open = await tab.$$eval(".finding[open]", (all) => all.map((item) => item.id));
  await press("k"); out.up = await focused();
  await press("k"); out.stays = await focused();
  await press("/"); out.search = await focused();
  await tab.keyboard.type("jk"); out.typed = await tab.inputValue("#search");
  await press("Escape"); out.escaped = await tab.inputValue("#search");
  await tab.focus("#tab-findings");
  await press("ArrowRight");
  out.next_tab = [await focused(), await tab.isVisible("#rules"), await tab.isVisible("#findings")];
  await press("End"); out.last_tab = [await focused(), await tab.isVisible("#review")];
  await press("ArrowRight"); out.round = await focused();
  out.selected = await tab.$$eval("[role=tab][aria-selected=true]", (all) => all.map((item) => item.id));
"""


def test_by_keyboard(browser: Path, several: Report) -> None:
    out = act(browser, page(several), KEYS)
    ids = [f"f-{item.fingerprint}" for item in several.findings]
    assert out["errors"] == []
    places = [place for place, _ in out["order"]]
    expected = ["theme", "A", "tab-findings", "error", "warning", "web", "injection", "search", "severity", "topic"]
    assert [place for place in places if place in expected] == expected
    assert {ring for _, ring in out["order"]} <= {"solid", "auto"}
    assert (out["first"], out["second"], out["open"]) == (ids[0], ids[1], [ids[1]])
    assert out["up"] == out["stays"] == ids[0]
    assert (out["search"], out["typed"], out["escaped"]) == ("search", "jk", "")
    assert out["next_tab"] == ["tab-rules", True, False]
    assert out["last_tab"] == ["tab-review", True]
    assert out["round"] == "tab-findings"
    assert out["selected"] == ["tab-findings"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_that_an_accessibility_checker_finds(
    browser: Path,
    report: Report,
    model: ModelReview,
    scheme: str,
) -> None:
    steps = """
      await tab.evaluate(require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
      out.violations = [];
      await tab.click("#all");
      for (const one of await tab.$$("[role=tab]")) {
        await one.click();
        const found = await tab.evaluate(() => axe.run(document));
        out.violations.push(...found.violations.map((item) => [item.id, item.nodes[0].html]));
        out.passes = found.passes.length;
      }
    """
    report.findings[0] = msgspec.structs.replace(
        report.findings[0], snippet=f"x = {'1 + ' * 50}1", start=Position(3, 1)
    )
    out = act(browser, page(report, model), steps, colorScheme=scheme)
    assert out["violations"] == []
    assert out["passes"] > 20


def test_light_and_dark(browser: Path, several: Report) -> None:
    steps = """
      const colours = () => tab.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.backgroundColor, style.color];
      });
      out.system = await colours();
      await tab.click("#theme");
      out.chosen = await colours();
      out.label = await tab.textContent("#theme");
      await tab.emulateMedia({ media: "print" });
      out.printed = await colours();
    """
    light = act(browser, page(several), steps, colorScheme="light")
    dark = act(browser, page(several), steps, colorScheme="dark")
    assert light["errors"] == dark["errors"] == []
    assert light["system"] == dark["chosen"] == ["rgb(255, 255, 255)", "rgb(28, 33, 38)"]
    assert dark["system"] == light["chosen"]
    assert dark["system"] != light["system"]
    assert (light["label"], dark["label"]) == ("Light", "Dark")
    assert light["printed"] == light["system"]


def test_everything_can_be_read_without_the_script(browser: Path, several: Report) -> None:
    steps = """
      out.sections = await tab.$$eval("main > section", (all) => all.map((item) => item.checkVisibility()));
      out.tabs = await tab.isVisible("[role=tablist]");
      await tab.click(".finding summary");
      out.open = await tab.isVisible(".finding .frame");
    """
    out = act(browser, page(several), steps, javaScriptEnabled=False)
    assert set(out["sections"]) == {True}
    assert out["tabs"] is False
    assert out["open"] is True


def test_on_paper_what_is_shown_is_open(browser: Path, several: Report) -> None:
    steps = """
      await tab.selectOption("#findings select[name=severity]", "warning");
      await tab.waitForFunction(() => document.querySelector(".finding[hidden]"));
      out.before = await tab.$$eval(".finding[open]", (all) => all.length);
      await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      await tab.emulateMedia({ media: "print" });
      out.open = await tab.$$eval(".finding[open]", (all) => all.map((item) => item.dataset.severity));
      out.frame = await tab.isVisible(".finding:not([hidden]) .frame");
      out.filters = await tab.isVisible("#findings .filters");
      await tab.evaluate(() => window.dispatchEvent(new Event("afterprint")));
      out.after = await tab.$$eval(".finding[open]", (all) => all.length);
    """
    out = act(browser, page(several), steps)
    assert out["before"] == out["after"] == 0
    assert set(out["open"]) == {"warning"}
    assert out["frame"] is True
    assert out["filters"] is False


def test_links_lead_to_findings_and_rules(browser: Path, several: Report) -> None:
    steps = """
      await tab.click(".alarm a");
      out.gaps = await tab.isVisible("#not-analysed");
      await tab.click("#tab-findings");
      await tab.click(".finding summary");
      await tab.click(".finding .facts a");
      out.rule = await tab.isVisible("#rule-unverified-tls");
      const last = await tab.$eval(".file:last-child .finding:last-child", (item) => item.id);
      await tab.evaluate((id) => { location.hash = id; }, last);
      await tab.waitForFunction((id) => document.getElementById(id).open, last);
      out.focused = await tab.evaluate((id) => document.activeElement.closest(".finding").id === id, last);
    """
    out = act(browser, page(several), steps)
    assert out["errors"] == []
    assert (out["gaps"], out["rule"], out["focused"]) == (True, True, True)


def test_two_thousand_findings(browser: Path, several: Report) -> None:
    rules = list(CATALOG.rules.values())
    findings: list[Finding] = []
    for index in range(2000):
        rule = rules[index % len(rules)]
        made = finding(3, 5, rule.id, severity=rule.severity, fingerprint=f"{index:032x}"[::-1])
        findings.append(msgspec.structs.replace(made, path=f"src/m{index // 8:03d}.py"))
    several.findings = findings
    steps = """
      out.shown = await tab.textContent("#findings .shown");
      out.files = await tab.$$eval(".file", (all) => all.length);
      await tab.fill("#findings input[name=path]", "m249");
      await tab.waitForFunction(() => document.querySelectorAll(".finding:not([hidden])").length === 8);
      await tab.keyboard.press("Escape");
      await tab.click("#all");
      out.open = await tab.$$eval(".finding[open]", (all) => all.length);
    """
    out = act(browser, page(several), steps)
    assert out["errors"] == []
    assert out["shown"] == "2000 of 2000 findings"
    assert out["files"] == 250
    assert out["open"] == 8


def test_frames_traces_and_fixes(report: Report) -> None:
    text = page(report)
    assert '<span class="l marked" data-n="3">NAME = &quot;größe 𐐀&quot;; x = requests.get(NAME, <mark>' not in text
    assert "<mark>, verify=Fal</mark>se)" in text
    assert '<span class="l" data-n="5">def load(id):</span>' in text
    assert "<code>app.py:5</code> <code>id</code> comes in<pre>def load(id):</pre>" in text
    assert '<del class="l" data-n="6">    query = f&quot;select * from t where id = {id}&quot;</del>' in text
    assert '<ins class="l" data-n="">    query = &quot;select * from t where id = %s&quot;</ins>' in text


def test_a_file_that_changed_since_shows_what_was_reviewed(report: Report) -> None:
    (report.root / "app.py").write_text("something = 1\n" * 9)
    text = page(report)
    assert "something" not in text.partition('id="f-')[2].partition("<h3>")[0]
    assert "<mark>, verify=Fal</mark>se)" in text


ROUTES = """
  const count = (what) => tab.$$eval(what, (all) => all.length);
  out.before = await count(".finding:not([hidden])");
  await tab.click("#tab-inventory");
  out.routes = await count(".routes tbody:not([hidden])");
  await tab.click(".routes .path");
  out.detail = await tab.isVisible(".routes .detail");
  await tab.keyboard.press("/");
  out.focus = await tab.evaluate(() => document.activeElement.id);
  await tab.keyboard.type("nowhere");
  await tab.waitForFunction(() => document.querySelector(".routes tbody[hidden]"));
  out.none = await count(".routes tbody:not([hidden])");
  out.findings = await count(".finding:not([hidden])");
"""


def test_routes_hidden_gaps_and_failures_are_on_the_page(
    browser: Path, cli: Callable[..., Result], project: Callable[..., Path]
) -> None:
    project(
        {
            "a.py": "import requests\nrequests.get(u, verify=False)  # backend-review: ignore[unverified-tls] ok\n",
            "app.py": ROUTE,
            "b.py": "import requests\ndef f(:\n    requests.get(u)\n",
        }
    )
    text = cli(".", "--format", "html", "--audience", "pedantic").out
    assert '<th scope="row">suppressed by comments</th><td>1</td>' in text
    assert "<code>b.py:2</code>" in text
    assert 'id="tab-inventory"' in text
    assert "/orders/{id}/payment" in text
    out = act(browser, text, ROUTES)
    assert out["errors"] == []
    assert out["focus"] == "routes-search"
    assert (out["routes"], out["none"], out["findings"]) == (2, 0, out["before"])
    assert out["detail"] is True


def test_no_findings(browser: Path, tmp_path: Path) -> None:
    out = act(
        browser,
        page(Report(tmp_path)),
        'out.text = await tab.textContent("#findings"); await tab.click("#tab-review");',
    )
    assert out["errors"] == []
    assert out["text"].strip() == "No findings."
