import xml.etree.ElementTree as ET

from flask import Flask, request

app = Flask(__name__)


def fromstring(text):
    return ET.fromstring(text)


@app.post("/orders")
def orders():
    return fromstring(request.data).tag
