import xml.etree.ElementTree as ET

from fastapi import FastAPI, Request
from lxml import etree

app = FastAPI()


def parsed(body):
    # ruleid: xml-external-entities
    return etree.fromstring(body)


@app.post("/imports")
async def imports(request: Request):
    body = await request.body()
    # ruleid: xml-external-entities
    root = ET.fromstring(body)
    return {"root": root.tag}


@app.post("/feeds")
async def feeds(request: Request):
    body = await request.body()
    return {"root": parsed(body).tag}


@app.get("/about")
async def about():
    # ok: xml-external-entities
    return {"root": ET.fromstring("<about><name>shop</name></about>").tag}
