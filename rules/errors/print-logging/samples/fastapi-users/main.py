import logging
import sys
from pprint import pprint

from fastapi import Depends, FastAPI

from mailer import send_welcome

app = FastAPI()
logger = logging.getLogger(__name__)

# ok: print-logging
print("starting")


def get_user(token: str = ""):
    # ruleid: print-logging
    print(f"token of length {len(token)}")
    return token


@app.post("/users")
async def create_user(body: dict, user=Depends(get_user)):
    # ruleid: print-logging
    pprint(body)
    # ok: print-logging
    logger.info("user created")
    send_welcome(body["email"])
    return body


@app.get("/users")
def list_users():
    # ruleid: print-logging
    sys.stderr.write("listing\n")
    with open("audit.txt", "a") as audit:
        # ok: print-logging
        print("listing", file=audit)
    # ruleid: print-logging
    print("listing", file=sys.stderr)
    return []


if __name__ == "__main__":
    # ok: print-logging
    print("use uvicorn")
