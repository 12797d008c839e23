from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


# ruleid: unthrottled-auth-route
@app.post("/auth/login")
def login(): ...


# ruleid: unthrottled-auth-route
@app.post("/auth/password-reset")
def reset(): ...


# ok: unthrottled-auth-route
@app.post("/orders")
def order(): ...


# ok: unthrottled-auth-route
@app.get("/auth/login")
def form(): ...
