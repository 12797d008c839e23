from fastapi import FastAPI

# ruleid: missing-health-check
app = FastAPI()


@app.get("/a")
def a(): ...


@app.get("/b")
def b(): ...


@app.get("/c")
def c(): ...
