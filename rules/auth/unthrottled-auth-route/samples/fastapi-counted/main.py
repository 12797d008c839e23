from fastapi import FastAPI
from pydantic import BaseModel

from attempts import check_recent, note_failure, verify_password

app = FastAPI()


class Credentials(BaseModel):
    email: str
    password: str


# ok: unthrottled-auth-route
@app.post("/auth/login")
def login(credentials: Credentials):
    check_recent(credentials.email)
    return verify_password(credentials.email, credentials.password)


# ok: unthrottled-auth-route
@app.post("/auth/code/login")
def login_by_code(credentials: Credentials):
    user = verify_password(credentials.email, credentials.password)
    if user is None:
        note_failure(credentials.email)
    return user


# ruleid: unthrottled-auth-route
@app.post("/auth/signin")
def signin(credentials: Credentials):
    return verify_password(credentials.email, credentials.password)
