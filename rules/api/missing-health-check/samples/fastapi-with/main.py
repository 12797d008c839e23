from fastapi import FastAPI

# ok: missing-health-check
app = FastAPI()


@app.get("/a")
def a(): ...


@app.get("/b")
def b(): ...


@app.get("/healthz")
def c(): ...
