from flask import Flask, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)
env = Environment(autoescape=True)


@app.get("/hello")
def hello():
    name = request.args["name"]
    first = render_template_string("<h1>Hello {{ name }}, {{ 1 + 1 }}</h1>", name=name)
    source = "<h2>{{ name }} and {{ other }}</h2>"
    second = render_template_string(source, title="x", name=name, other=request.args["other"])
    third = env.from_string("<p>{{ name }}</p>").render(name=name)  # at once
    fourth = Template(
        """
        <p>{{ name }}</p>
        """
    ).render(name=name)
    return "".join([first, second, third, fourth])
