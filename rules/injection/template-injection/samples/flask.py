import jinja2
from flask import Flask, render_template, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)
ALLOWED = {"short": "<p>{{ name }}</p>", "long": "<h1>{{ name }}</h1>"}


@app.get("/hello")
def hello():
    name = request.args.get("name", "")
    # ruleid: template-injection
    return render_template_string("<p>Hello " + name + "</p>")


@app.get("/hello2")
def hello2():
    template = f"<p>Hello {request.args['name']}</p>"
    # ruleid: template-injection
    return render_template_string(template)


@app.get("/hello3/<name>")
def hello3(name):
    # ruleid: template-injection
    page = Template("Hello %s" % name).render()
    # ruleid: template-injection
    page += jinja2.Environment().from_string(name).render()
    env = Environment(autoescape=True)
    # ruleid: template-injection
    page += env.from_string(request.form["body"]).render()
    return page


@app.get("/safe")
def safe():
    name = request.args.get("name", "")
    # ok: template-injection
    first = render_template_string("<p>Hello {{ name }}</p>", name=name)
    # ok: template-injection
    second = Template("Hello {{ name }}").render(name=name)
    # ok: template-injection
    third = render_template("hello.html", name=name)
    # ok: template-injection
    fourth = render_template_string(ALLOWED[request.args["kind"]], name=name)
    # ok: template-injection
    fifth = render_template_string("<p>Page {}</p>".format(int(request.args["page"])))
    return first + second + third + fourth + fifth


def banner(title):
    # ruleid: template-injection
    return render_template_string(f"<h1>{title}</h1>")


TITLE = "Shop"


def fixed_banner():
    # ok: template-injection
    return render_template_string("<h1>" + TITLE + "</h1>")
