import os

import debugpy
import uvicorn
from fastapi import FastAPI
from fastapi import FastAPI as Api
from starlette.applications import Starlette

from .settings import settings

# ruleid: debug-enabled
app = FastAPI(title="Orders", debug=True)
# ruleid: debug-enabled
inner = Api(debug=True)
# ruleid: debug-enabled
site = Starlette(debug=True, routes=[])
# ok: debug-enabled
safe = FastAPI(title="Orders", debug=settings.debug)
# ok: debug-enabled
plain = FastAPI(title="Orders")
# ok: debug-enabled
from_environment = FastAPI(debug=os.getenv("DEBUG") == "1")
KWARGS = dict(title="Orders", debug=True)
# ruleid: debug-enabled
by_kwargs = FastAPI(**KWARGS)


def factory():
    if settings.debug:
        # ok: debug-enabled
        return FastAPI(debug=True)
    return FastAPI()


def attach():
    # ruleid: debug-enabled
    debugpy.listen(("0.0.0.0", 5678))
    # ok: debug-enabled
    debugpy.listen(("127.0.0.1", 5678))


@app.get("/search")
async def search(debug: bool = False):
    # ok: debug-enabled
    return await engine.run("query", explain=debug)


if __name__ == "__main__":
    # ok: debug-enabled
    uvicorn.run(app, host="0.0.0.0", log_level="debug")
