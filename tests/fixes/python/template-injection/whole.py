from flask import Flask, render_template_string, request

app = Flask(__name__)


@app.get("/preview")
def preview():
    source = request.args["source"]
    first = render_template_string(source)
    return first + render_template_string("{{ " + source + " }}")
