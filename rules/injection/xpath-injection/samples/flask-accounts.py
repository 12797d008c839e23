import xml.etree.ElementTree as ET

import elementpath
from flask import Flask, abort, jsonify, request
from lxml import etree

app = Flask(__name__)
accounts = etree.parse("accounts.xml")


@app.route("/login", methods=["POST"])
def login():
    user = request.form["user"]
    password = request.form["password"]
    # ruleid: xpath-injection
    found = accounts.xpath("//account[@user='" + user + "' and @password='" + password + "']")
    # ok: xpath-injection
    safe = accounts.xpath("//account[@user=$user]", user=user)
    return jsonify(found=len(found), safe=len(safe))


@app.route("/accounts/<name>")
def account(name):
    query = f"//account[@user='{name}']"
    # ruleid: xpath-injection
    find = etree.XPath(query)
    # ruleid: xpath-injection
    other = elementpath.select(accounts.getroot(), "//account[@user='%s']" % name)
    # ok: xpath-injection
    every = etree.XPath("//account")
    return jsonify(found=len(find(accounts)), other=len(other), every=len(every(accounts)))


@app.route("/books/<int:number>")
def book(number):
    books = ET.parse("books.xml")
    # ok: xpath-injection
    found = books.find(f"./book[@number='{number}']")
    # ruleid: xpath-injection
    titled = books.findall("./book[title='" + request.args["title"] + "']")
    # ruleid: xpath-injection
    first = books.getroot().find("./book[title='{}']".format(request.args["title"]))
    return jsonify(found=found.tag, titled=len(titled), first=first.tag)


@app.route("/feeds", methods=["POST"])
def feed():
    sent = etree.fromstring(request.data, etree.XMLParser(resolve_entities=False))
    # ok: xpath-injection
    return jsonify(titles=sent.xpath("//title/text()"))


@app.route("/texts")
def texts():
    text = request.args["text"]
    if not text.isalnum():
        abort(400)
    # ok: xpath-injection
    position = request.args["text"].find(text)
    # ok: xpath-injection
    return jsonify(position=position, found=len(accounts.xpath(f"//account[@user='{text}']")))
