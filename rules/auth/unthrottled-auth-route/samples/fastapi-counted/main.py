from fastapi import FastAPI
from pydantic import BaseModel

from attempts import check_recent, verify_password

app = FastAPI()


class Credentials(BaseModel):
    email: str
    password: str


# ok: unthrottled-auth-route
@app.post("/auth/login")
def login(credentials: Credentials):
    check_recent(credentials.email)
    return verify_password(credentials.email, credentials.password)


# ruleid: unthrottled-auth-route
@app.post("/auth/signin")
def signin(credentials: Credentials):
    return verify_password(credentials.email, credentials.password)
