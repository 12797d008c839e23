from starlette.requests import Request
from starlette.responses import RedirectResponse


async def go(request: Request):
    # ruleid: open-redirect
    return RedirectResponse(url=request.query_params["next"])


async def home(request: Request):
    # ok: open-redirect
    return RedirectResponse(url=request.url_for("home", name=request.query_params["name"]))
