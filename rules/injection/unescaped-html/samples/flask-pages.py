import html
import json

import bleach
import nh3
from flask import Flask, Response, jsonify, make_response, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    name = request.args.get("name", "")
    # ruleid: unescaped-html
    return f"<h1>Hello {name}</h1>"


@app.route("/hello/<name>")
def hello_name(name):
    # ruleid: unescaped-html
    return "Hello %s" % name


@app.route("/echo")
def echo():
    # ruleid: unescaped-html
    return request.args["text"]


@app.route("/joined", methods=["POST"])
def joined():
    page = "<ul>"
    for item in request.form.getlist("item"):
        page += "<li>" + item + "</li>"
    # ruleid: unescaped-html
    return page, 200


@app.route("/made")
def made():
    # ruleid: unescaped-html
    response = make_response("<p>" + request.cookies.get("name", "") + "</p>")
    # ruleid: unescaped-html
    other = Response("<p>{}</p>".format(request.headers["X-Name"]))
    return response if response.status_code else other


@app.route("/escaped/<name>")
def escaped(name):
    # ok: unescaped-html
    first = make_response(f"<h1>{escape(name)}</h1>")
    first.headers["X-Other"] = html.escape(name)
    # ok: unescaped-html
    return f"<h1>{html.escape(name)}</h1>"


@app.route("/cleaned", methods=["POST"])
def cleaned():
    text = bleach.clean(request.form["text"])
    # ok: unescaped-html
    return Markup("<div>" + text + nh3.clean(request.form["other"]) + "</div>")


@app.route("/template")
def template():
    # ok: unescaped-html
    return render_template("hello.html", name=request.args["name"])


@app.route("/template/marked")
def marked():
    # ruleid: unescaped-html
    note = Markup(request.args["note"])
    # ok: unescaped-html
    bold = Markup("<b>%s</b>") % request.args["note"]
    return render_template("note.html", note=note, bold=bold)


@app.route("/json", methods=["POST"])
def answers_json():
    body = request.get_json()
    # ok: unescaped-html
    return jsonify(name=body["name"])


@app.route("/json/dict", methods=["POST"])
def answers_dict():
    # ok: unescaped-html
    return {"name": request.json["name"]}


@app.route("/json/whole", methods=["POST"])
def answers_whole():
    body = request.get_json()
    # ok: unescaped-html
    return body


@app.route("/json/text")
def answers_text():
    # ok: unescaped-html
    return Response(json.dumps({"name": request.args["name"]}), mimetype="application/json")


@app.route("/plain")
def plain():
    # ok: unescaped-html
    return Response("Hello " + request.args["name"], mimetype="text/plain")


@app.route("/numbers/<int:number>")
def numbers(number):
    # ok: unescaped-html
    return f"<h1>{number} of {int(request.args['of'])}</h1>"


def helper(name):
    # ok: unescaped-html
    return f"<h1>{name}</h1>"


def page(title):
    return "<html><h1>" + title + "</h1></html>"


@app.route("/paged")
def paged():
    # ruleid: unescaped-html
    return page(request.args["title"])
