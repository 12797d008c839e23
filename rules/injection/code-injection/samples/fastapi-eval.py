import importlib

import pandas as pd
from django.utils.module_loading import import_string
from fastapi import APIRouter, Body, FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Formula(BaseModel):
    text: str
    factor: float


@app.post("/formula")
async def formula(body: Formula):
    # ruleid: code-injection
    total = eval(body.text)
    # ruleid: code-injection
    frame = pd.eval(body.text)
    # ok: code-injection
    total = body.factor * 2
    return {"total": total, "frame": str(frame)}


@app.post("/script")
async def script(request: Request):
    source = (await request.body()).decode()
    # ruleid: code-injection
    exec(source)
    payload = await request.json()
    # ruleid: code-injection
    backend = import_string(payload["backend"])
    # ok: code-injection
    default = import_string("app.backends.Default")
    return {"backend": str(backend), "default": str(default)}


@app.get("/filter")
def filter_rows(where: str):
    df = pd.read_csv("rows.csv")
    # ruleid: code-injection
    rows = df.query(where)
    # ok: code-injection
    rows = df.query("age > 30")
    return rows.to_dict()
