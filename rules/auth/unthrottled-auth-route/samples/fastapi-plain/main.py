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


# The token came by mail and is too long to be guessed.
# ok: unthrottled-auth-route
@app.post("/auth/password-reset/{reset_token}")
def confirm(reset_token: str, password: str):
    return accounts.reset(reset_token, password)


# Takes nothing: another program signs people in.
# ok: unthrottled-auth-route
@app.post("/auth/sso-login")
def sso():
    return provider.start()
