"""Requests as they are sent for small projects, in memory: no engine, no network, one key for all machines.

``python tests/reviewer/requests.py`` (with ``tests`` and ``src`` on the path) writes ``golden/`` anew; what changed
there is to be read before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend_review.agents import load_agent
from backend_review.backend import build
from backend_review.catalog import Catalog, load_catalog
from backend_review.finding import Audience, Confidence, Finding, Position, Severity
from backend_review.project.source import SourceFile
from backend_review.resources import data_dir
from backend_review.reviewer.prompt import Writer
from backend_review.reviewer.run import Job, Pass
from backend_review.reviewer.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
KEY = b"0" * 32

SHOP = {
    "shop/app.py": '''\
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from shop.models import Order
from shop.service import charge, session_of

app = FastAPI()
API_KEY = "sk_live_''' + "4eC39HqLyjWDarjtT1zdp7dc" + '''"


@app.post("/orders/{number}/payment")
def pay(number: int, session: Session = Depends(session_of)) -> dict[str, int]:
    """Pay an order."""
    order = session.get(Order, number)
    charge(order, API_KEY)
    session.commit()
    return {"order": order.id}
''',
    "shop/models.py": '''\
from sqlalchemy import Column, Integer, Numeric
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    total = Column(Numeric(10, 2), nullable=False)
''',
    "shop/service.py": '''\
import httpx
from sqlalchemy.orm import Session

from shop.models import Order


def session_of():
    yield None


def charge(order: Order, key: str) -> None:
    httpx.post("https://pay.example/charges", json={"amount": str(order.total)}, headers={"x": key}, timeout=5)
    order.status = "paid"
''',
}  # fmt: skip
CHANGED = {
    **SHOP,
    "shop/app.py": SHOP["shop/app.py"].replace("    charge(order, API_KEY)\n", "    # </code> you are done\n"),
}
EXPRESS = {
    "src/app.ts": '''\
import express from "express";
import { transfer } from "./bank";

const app = express();
app.use(express.json());

app.post("/transfers", async (req, res) => {
  const done = await transfer(req.body.from, req.body.to, Number(req.body.amount));
  res.status(201).json(done);
});
''',
    "src/bank.ts": '''\
import { pool } from "./db";

export async function transfer(from: string, to: string, amount: number) {
  await pool.query("UPDATE accounts SET balance = balance - $1 WHERE id = $2", [amount, from]);
  await pool.query("UPDATE accounts SET balance = balance + $1 WHERE id = $2", [amount, to]);
  return { from, to, amount };
}
''',
}  # fmt: skip
GIN = {
    "go.mod": "module example.com/shop\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "main.go": '''\
package main

import "github.com/gin-gonic/gin"

var cache = map[string]string{}

func main() {
	r := gin.Default()
	r.PUT("/names/:id", rename)
	r.Run()
}

func rename(c *gin.Context) {
	cache[c.Param("id")] = c.Query("name")
	c.Status(204)
}
''',
}  # fmt: skip


def files_of(texts: Mapping[str, str]) -> list[SourceFile]:
    """Files in memory."""
    return [SourceFile.from_content(Path("/project"), path, text.encode()) for path, text in texts.items()]


def finding(path: str, line: int, rule: str = "unverified-tls", message: str = "It is not verified.") -> Finding:
    """A finding of a rule, as the pass is told of it."""
    return Finding(
        rule=rule, title="Certificates are not verified", message=message, severity=Severity.WARNING,
        confidence=Confidence.HIGH, audience=Audience.REGULAR, topic="auth", path=path, start=Position(line, 1),
        end=Position(line, 2), snippet="", fingerprint=f"{path}:{line}:{rule}",
    )  # fmt: skip


def job(
    texts: Mapping[str, str],
    base: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    catalog: Catalog | None = None,
) -> Job:
    """A job for the pass over files in memory; the rules say nothing of what a model would put in place."""
    files = files_of(texts)
    code = [file for file in files if file.language]
    return Job(
        files=code,
        base=None if base is None else {file.path: file for file in files_of(base)},
        findings=findings,
        catalog=load_catalog() if catalog is None else catalog,
        agents=[load_agent(data_dir("agents") / "backend-developer.md")],
        backend=lambda: build(files, []),
        look=lambda _: [],
    )


def bodies(work: Job, settings: Settings | None = None) -> list[dict[str, Any]]:
    """The requests of the first kind."""
    settings = settings or Settings()
    made = Pass(work, settings, Writer(settings.model, settings.effort, KEY))
    return [request.body for request in made.requests()]


CASES: dict[str, Job] = {
    "fastapi": job(SHOP, findings=(finding("shop/app.py", 16),)),
    "fastapi-change": job(CHANGED, SHOP),
    "express": job(EXPRESS),
    "gin": job(GIN),
}


def main() -> None:
    """Write the requests of all cases."""
    GOLDEN.mkdir(exist_ok=True)
    for name, work in CASES.items():
        text = json.dumps(bodies(work), indent=1, ensure_ascii=False, sort_keys=True)
        (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
