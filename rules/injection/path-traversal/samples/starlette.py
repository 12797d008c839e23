from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse

ROOT = Path("/srv/static")


async def asset(request: Request):
    # ruleid: path-traversal
    return FileResponse(str(ROOT / request.path_params["path"]))


async def log(req: Request):
    name = req.query_params.get("name", "app.log")
    # ruleid: path-traversal
    async with await anyio.open_file(ROOT / name) as handle:
        return PlainTextResponse(await handle.read())


async def logo(request: Request):
    # ok: path-traversal
    return FileResponse(ROOT / "logo.png")


async def flat(request: Request):
    # ok: path-traversal
    return FileResponse(ROOT / Path(request.path_params["path"]).name)
