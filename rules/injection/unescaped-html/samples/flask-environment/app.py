from flask import Flask, request
from jinja2 import Environment, FileSystemLoader

app = Flask(__name__)
# pedantic: unescaped-html
pages = Environment(loader=FileSystemLoader("pages"))


@app.get("/hello")
def hello():
    template = pages.get_template("hello_you.html")
    return template.render(name=request.args["name"], place="here")
