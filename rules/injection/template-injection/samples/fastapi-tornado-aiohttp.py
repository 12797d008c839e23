import tornado.template
import tornado.web
from aiohttp import web
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Template
from mako.template import Template as Mako

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/hello", response_class=HTMLResponse)
async def hello(name: str):
    # ruleid: template-injection
    return Template(f"<p>Hello {name}</p>").render()


@app.get("/mako")
async def mako(request: Request):
    # ruleid: template-injection
    return Mako("Hello " + request.query_params["name"]).render()


@app.get("/safe")
async def safe(request: Request, name: str, page: int):
    # ok: template-injection
    first = templates.TemplateResponse(request, "hello.html", {"name": name})
    # ok: template-injection
    second = Template("Page {{ page }}").render(page=page)
    return first, second


class Hello(tornado.web.RequestHandler):
    def get(self):
        # ruleid: template-injection
        page = tornado.template.Template("Hello " + self.get_argument("name"))
        # ok: template-injection
        self.render("hello.html", name=self.get_argument("name"))
        self.write(page.generate())


async def greet(request: web.Request) -> web.Response:
    name = request.query["name"]
    # ruleid: template-injection
    return web.Response(text=Template("Hello " + name).render(), content_type="text/html")
