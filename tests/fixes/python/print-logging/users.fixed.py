import logging
import sys

from fastapi import FastAPI

logger = logging.getLogger(__name__)

app = FastAPI()


@app.post("/users")
async def create_user(body: dict):
    logger.info("user %s created at 100%%", body["name"])  # for the audit
    logger.info(f"{len(body)} fields")
    logger.info("%s", body)
    logger.info("listing")
    print("a", "b", sep="-")
    return body


if __name__ == "__main__":
    print("use uvicorn")
