import jinja2
from fastapi.templating import Jinja2Templates
from flask import Flask
from jinja2 import Environment, FileSystemLoader, select_autoescape

app = Flask(__name__)
# ruleid: unescaped-html
app.jinja_env.autoescape = False
# ok: unescaped-html
app.jinja_env.autoescape = True
# ruleid: unescaped-html
pages = Jinja2Templates(directory="pages", autoescape=False)
# ok: unescaped-html
others = Jinja2Templates(directory="pages")

# pedantic: unescaped-html
bare = Environment(loader=FileSystemLoader("pages"))
# pedantic: unescaped-html
off = jinja2.Environment(autoescape=False)
# ok: unescaped-html
on = Environment(loader=FileSystemLoader("pages"), autoescape=True)
# ok: unescaped-html
chosen = jinja2.Environment(autoescape=select_autoescape(["html"]))


def environment(escapes, options):
    # ok: unescaped-html
    first = Environment(autoescape=escapes)
    # ok: unescaped-html
    return first, Environment(**options)
