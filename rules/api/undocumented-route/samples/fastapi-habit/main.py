from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a():
    """All of them."""


@app.get("/b", summary="The second")
def b(): ...


# ok: undocumented-route
@app.get("/c")
def c():
    """The third."""


# ruleid: undocumented-route
@app.get("/d")
def d(): ...
