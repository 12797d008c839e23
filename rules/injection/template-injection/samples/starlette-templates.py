from jinja2 import Template
from starlette.requests import Request
from starlette.responses import HTMLResponse


async def hello(request: Request):
    name = request.query_params.get("name")
    # ruleid: template-injection
    page = Template(f"<h1>Hello {name}</h1>").render()
    # ok: template-injection
    # ruleid: unescaped-html
    page = Template("<h1>Hello {{ name }}</h1>").render(name=name)
    return HTMLResponse(page)
