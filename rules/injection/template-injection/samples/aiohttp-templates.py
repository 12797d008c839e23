import aiohttp_jinja2
from aiohttp import web
from jinja2 import Template


async def preview(request: web.Request) -> web.Response:
    data = await request.post()
    # ruleid: template-injection
    text = Template(data["source"]).render()
    # ok: template-injection
    text = Template("Hello {{ name }}").render(name=data["name"])
    # ok: template-injection
    return aiohttp_jinja2.render_template("page.html", request, {"text": text})
