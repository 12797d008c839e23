import sys

from fastapi import FastAPI

app = FastAPI()


@app.post("/users")
async def create_user(body: dict):
    print("user", body["name"], "created at 100%")  # for the audit
    print(f"{len(body)} fields")
    print(body)
    print("listing", file=sys.stderr)
    print("a", "b", sep="-")
    return body


if __name__ == "__main__":
    print("use uvicorn")
