import xml.etree.ElementTree as ET
from defusedxml.minidom import parseString

from defusedxml.ElementTree import fromstring

from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.post("/orders")
def orders():
    root = fromstring(request.data)  # what they send
    copy = ET.Element("order", {"id": root.findtext("id")})
    return ET.tostring(copy)


@app.post("/documents")
def documents():
    return parseString(request.data).documentElement.tagName


@app.post("/invoices")
def invoices():
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    first = etree.fromstring(request.data, parser)
    second = etree.fromstring(request.data, parser=etree.XMLParser(resolve_entities=False))
    return f"{first.findtext('id')} {second.findtext('id')}"
