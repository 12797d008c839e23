import jinja2
from flask import Flask, render_template, render_template_string, request
from jinja2 import Environment, Template
from jinja2.sandbox import SandboxedEnvironment
from mako.template import Template as MakoTemplate

app = Flask(__name__)
GREETING = "Hello {{ name }}"


@app.route("/hello")
def hello():
    name = request.args.get("name", "you")
    # ruleid: template-injection
    page = render_template_string("<h1>Hello " + name + "</h1>")
    # ruleid: template-injection
    page = render_template_string(f"<h1>Hello {name}</h1>")
    source = "<h1>Hello %s</h1>" % name
    # ruleid: template-injection
    page = render_template_string(source)
    # ruleid: template-injection
    page = Template(request.form["template"]).render()
    # ruleid: template-injection
    # pedantic: unescaped-html
    page = jinja2.Environment().from_string(name).render()
    env = Environment(autoescape=True)
    # ruleid: template-injection
    page = env.from_string("Dear " + name).render()
    # ruleid: template-injection
    page = MakoTemplate(name).render()
    # ruleid: template-injection
    page = app.jinja_env.from_string(name).render()
    # ok: template-injection
    page = render_template_string(GREETING, name=name)
    # ok: template-injection
    page = render_template_string("Hello {{ name }}", name=name)
    # ok: template-injection
    page = render_template("hello.html", name=name)
    # ok: template-injection
    page = Template("Hello {{ name }}").render(name=name)
    # ok: template-injection
    page = env.from_string(GREETING).render(name=name)
    # pedantic: unescaped-html
    sandbox = SandboxedEnvironment()
    # ok: template-injection
    page = sandbox.from_string(name).render()
    return page


@app.route("/page/<name>")
def page(name):
    # ruleid: template-injection
    return render_template(name + ".html")


@app.route("/count/<int:number>")
def count(number):
    # ok: template-injection
    return render_template_string("<b>%d</b>" % int(number))


@app.errorhandler(404)
def not_found(error):
    # ruleid: template-injection
    return render_template_string("<p>%s was not found</p>" % request.url), 404


def banner(text):
    # ruleid: template-injection
    return render_template_string("<b>{}</b>".format(text))
