from fastapi import FastAPI

# ok: undocumented-api
app = FastAPI()


@app.get('/a')
def a(): ...


@app.get('/b')
def b(): ...


@app.get('/c')
def c(): ...


@app.get('/d')
def d(): ...


@app.get('/e')
def e(): ...
