from fastapi.responses import JSONResponse


def failed(message: str):
    # ruleid: error-with-success-status
    return JSONResponse({"status": "error", "message": message})


def refused(message: str, code: int):
    # ok: error-with-success-status
    return JSONResponse(content={"status": "error", "message": message}, status_code=code)
