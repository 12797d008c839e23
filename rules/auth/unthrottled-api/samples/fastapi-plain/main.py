from fastapi import FastAPI

# ruleid: unthrottled-api
app = FastAPI()


@app.get("/a")
def a(): ...


@app.get("/b")
def b(): ...


@app.post("/c")
def c(): ...
