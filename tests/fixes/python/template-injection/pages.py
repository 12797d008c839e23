from flask import Flask, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)
env = Environment(autoescape=True)


@app.get("/hello")
def hello():
    name = request.args["name"]
    first = render_template_string(f"<h1>Hello {name}, {{{{ 1 + 1 }}}}</h1>")
    source = "<h2>%s and %s</h2>" % (name, request.args["other"])
    second = render_template_string(source, title="x")
    third = env.from_string("<p>" + name + "</p>").render()  # at once
    fourth = Template(
        """
        <p>"""
        + name
        + """</p>
        """
    ).render()
    return "".join([first, second, third, fourth])
