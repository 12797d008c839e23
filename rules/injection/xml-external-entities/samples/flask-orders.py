import os
import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
from io import BytesIO
from xml.dom import pulldom

import defusedxml.ElementTree as safe_tree
from flask import Flask, jsonify, request
from lxml import etree, objectify

app = Flask(__name__)


@app.route("/orders", methods=["POST"])
def create_order():
    # ruleid: xml-external-entities
    order = ET.fromstring(request.data)
    return jsonify(id=order.findtext("id"))


@app.route("/orders/safe", methods=["POST"])
def create_order_safely():
    # ok: xml-external-entities
    order = safe_tree.fromstring(request.data)
    return jsonify(id=order.findtext("id"))


@app.route("/invoices", methods=["POST"])
def create_invoice():
    body = request.get_data()
    # ruleid: xml-external-entities
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    # ruleid: xml-external-entities
    invoice = etree.fromstring(body, parser)
    return jsonify(total=invoice.findtext("total"))


@app.route("/invoices/safe", methods=["POST"])
def create_invoice_safely():
    # ok: xml-external-entities
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    # ok: xml-external-entities
    invoice = etree.fromstring(request.get_data(), parser)
    return jsonify(total=invoice.findtext("total"))


@app.route("/feeds", methods=["POST"])
def import_feed():
    upload = request.files["feed"]
    # ruleid: xml-external-entities
    tree = etree.parse(upload.stream)
    # ruleid: xml-external-entities
    other = objectify.fromstring(request.form["entry"])
    return jsonify(title=tree.findtext("title"), entry=other.title.text)


@app.route("/documents", methods=["POST"])
def read_document():
    # ruleid: xml-external-entities
    document = xml.dom.minidom.parseString(request.form["document"])
    # ruleid: xml-external-entities
    events = pulldom.parseString(request.form["document"])
    # ruleid: xml-external-entities
    xml.sax.parse(BytesIO(request.data), xml.sax.ContentHandler())
    return jsonify(name=document.documentElement.tagName, events=len(list(events)))


def read_settings():
    # ok: xml-external-entities
    return ET.parse(os.path.join(app.root_path, "settings.xml")).getroot()


def read_catalogue():
    # ok: xml-external-entities
    return etree.parse("catalogue.xml")


def reader():
    parser = xml.sax.make_parser()
    # ruleid: xml-external-entities
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    # ok: xml-external-entities
    parser.setFeature(xml.sax.handler.feature_external_pes, False)
    return parser
