import subprocess

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def uptime(request):
    host = request.path_params["host"]
    # ruleid: command-injection
    out = subprocess.check_output(f"ssh {host} uptime", shell=True)
    # ok: command-injection
    out = subprocess.check_output(["ssh", "--", host, "uptime"])
    return PlainTextResponse(out)


async def render(request):
    form = await request.form()
    # ruleid: command-injection
    subprocess.call("wkhtmltopdf " + form["url"] + " out.pdf", shell=True)
    return PlainTextResponse("ok")


app = Starlette(routes=[Route("/{host}", uptime), Route("/render", render, methods=["POST"])])
