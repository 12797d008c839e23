from fastapi import FastAPI

# ruleid: inconsistent-path-style
app = FastAPI()


@app.get("/user-groups")
def a(): ...


@app.get("/audit-logs")
def b(): ...


@app.get("/payment_methods")
def c(): ...


@app.get("/orderItems")
def d(): ...
