import xml.etree.ElementTree as ET
from xml.dom.minidom import parseString

from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.post("/orders")
def orders():
    root = ET.fromstring(request.data)  # what they send
    copy = ET.Element("order", {"id": root.findtext("id")})
    return ET.tostring(copy)


@app.post("/documents")
def documents():
    return parseString(request.data).documentElement.tagName


@app.post("/invoices")
def invoices():
    parser = etree.XMLParser(no_network=False)
    first = etree.fromstring(request.data, parser)
    second = etree.fromstring(request.data)
    return f"{first.findtext('id')} {second.findtext('id')}"
