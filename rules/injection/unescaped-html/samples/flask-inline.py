from flask import Flask, render_template_string, request
from jinja2 import Template

app = Flask(__name__)
PAGE = "<h1>{{ title }}</h1><p>{{ text|safe }}</p>"


@app.get("/a")
def marked():
    name = request.args["name"]
    # ruleid: unescaped-html
    return render_template_string("<h1>Hello {{ name|safe }}</h1>", name=name)


@app.get("/b")
def escaped():
    # ok: unescaped-html
    return render_template_string("<h1>Hello {{ name }}</h1>", name=request.args["name"])


@app.get("/c")
def constant():
    # ruleid: unescaped-html
    return render_template_string(PAGE, title="Hello", text=request.args["text"])


@app.get("/d")
def other():
    # ok: unescaped-html
    return render_template_string(PAGE, title=request.args["title"], text="Hello")


@app.get("/e")
def jinja():
    # ruleid: unescaped-html
    return Template("<p>{{ q }}</p>").render(q=request.args["q"])


@app.get("/f")
def jinja_escaped():
    # ok: unescaped-html
    return Template("<p>{{ q|e }}</p>").render(q=request.args["q"])
