import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger("shop")


@app.get("/orders/{order}")
def order(order: str, page: int):
    # ruleid: log-injection
    logger.debug(f"order {order}")
    # ok: log-injection
    logger.debug("page %s", page)
    return {"order": order}
