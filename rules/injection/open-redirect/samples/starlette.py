from starlette.requests import Request
from starlette.datastructures import URL
from starlette.responses import RedirectResponse


async def go(request: Request):
    # ruleid: open-redirect
    return RedirectResponse(url=request.query_params["next"])


async def home(request: Request):
    # ok: open-redirect
    return RedirectResponse(url=request.url_for("home", name=request.query_params["name"]))


async def authorize(request: Request):
    address = URL("https://accounts.example.org/authorize").include_query_params(state=request.query_params["state"])
    # ok: open-redirect
    return RedirectResponse(url=str(address))


async def onward(request: Request):
    address = URL(request.query_params["next"]).include_query_params(signed_in="1")
    # ruleid: open-redirect
    return RedirectResponse(url=str(address))
