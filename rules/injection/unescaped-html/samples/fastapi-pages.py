import html

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/hello")
def hello(name: str):
    # ruleid: unescaped-html
    return HTMLResponse(f"<h1>Hello {name}</h1>")


@app.get("/page/{name}", response_class=HTMLResponse)
async def page(name: str):
    # ruleid: unescaped-html
    return f"<h1>{name}</h1>"


def answer(text):
    # ruleid: unescaped-html
    return HTMLResponse(content="<p>" + text + "</p>")


@app.get("/answer")
def answered(text: str):
    return answer(text)


@app.get("/escaped", response_class=HTMLResponse)
async def escaped(name: str):
    # ok: unescaped-html
    return f"<h1>{html.escape(name)}</h1>"


@app.get("/text")
def text(name: str):
    # ok: unescaped-html
    return f"Hello {name}"


@app.get("/xml")
def xml(name: str):
    # ok: unescaped-html
    return Response(f"<name>{name}</name>", media_type="application/xml")


@app.get("/number", response_class=HTMLResponse)
async def number(number: int):
    # ok: unescaped-html
    return f"<h1>{number}</h1>"
