import ast

from starlette.requests import Request
from starlette.responses import JSONResponse


async def calc(request: Request):
    expression = request.query_params["expression"]
    # ruleid: code-injection
    result = eval(expression)
    # ok: code-injection
    result = ast.literal_eval(expression)
    return JSONResponse(result)
