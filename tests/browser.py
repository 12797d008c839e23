"""Pages in a real browser: Chromium without a window, driven by a script of steps."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

DRIVER = "playwright-core@1.65.1"
AXE = "axe-core@4.14.1"  # finds what people with a screen reader, a keyboard or weak eyes cannot use
_SCRIPT = r"""
const { chromium } = require("playwright-core");
(async () => {
  const [, , executablePath, page, options] = process.argv;
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"];
  const browser = await chromium.launch({ executablePath, args });
  const tab = await browser.newPage(JSON.parse(options));
  const errors = [];
  const asked = [];
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  tab.on("pageerror", (error) => errors.push(String(error)));
  tab.on("dialog", (dialog) => { errors.push("dialog"); dialog.dismiss(); });
  tab.on("request", (request) => asked.push(request.url()));
  await tab.goto(`file://${page}`);
  const out = {};
  await require("./steps.js")(tab, out);
  console.log(JSON.stringify({ ...out, errors, asked }));
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
"""


def driver(folder: Path) -> Path:
    """The folder with the driver installed in it; the test is skipped where there is no browser or driver."""
    if _browser() is None or shutil.which("npm") is None:
        pytest.skip("needs chromium and npm")
    (folder / "package.json").write_text("{}")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", DRIVER, AXE]
    if subprocess.run(install, cwd=folder, capture_output=True, check=False).returncode != 0:
        pytest.skip(f"npm cannot bring {DRIVER} and {AXE}")
    (folder / "run.js").write_text(_SCRIPT)
    return folder


def act(driver: Path, page: str, steps: str, **options: Any) -> dict[str, Any]:
    """What steps noted on a page: the body of ``async (tab, out) => {…}``, with ``errors`` and ``asked``, all addresses
    that the page loaded. ``options`` are those of a new page (``colorScheme``, ``javaScriptEnabled``, …)."""
    (driver / "page.html").write_text(page, encoding="utf-8")
    (driver / "steps.js").write_text(f"module.exports = async (tab, out) => {{{steps}}};")
    command = ["node", "run.js", _browser() or "", str(driver / "page.html"), json.dumps(options)]
    done = subprocess.run(command, cwd=driver, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    out: dict[str, Any] = json.loads(done.stdout)
    return out


def _browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
