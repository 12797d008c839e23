from fastapi import FastAPI, Form
from passlib.context import CryptContext
from pydantic import BaseModel

from shop.models import Account, UserModel, session

app = FastAPI()
context = CryptContext(schemes=["argon2"])


class SignUp(BaseModel):
    email: str
    password: str


@app.post("/users")
def create(body: SignUp):
    # ruleid: plaintext-password
    user = UserModel(email=body.email, password=body.password)
    # ok: plaintext-password
    safe = UserModel(email=body.email, password=context.hash(body.password))
    # ok: plaintext-password
    again = SignUp(email=body.email, password=body.password)
    session.add_all([user, safe])
    return again.email


@app.post("/login")
def login(email: str = Form(...), password: str = Form(...)):
    account = session.query(Account).filter(Account.email == email).first()
    # ruleid: plaintext-password
    # ruleid: timing-unsafe-comparison
    if account is None or account.password != password:
        return None
    # ok: plaintext-password
    if not context.verify(password, account.password):
        return None
    return account.id


def save(email, password):
    # ruleid: plaintext-password
    session.add(Account(email=email, password=password))


def save_hashed(email, password):
    # ok: plaintext-password
    session.add(Account(email=email, password=password))


@app.post("/accounts")
def accounts(body: SignUp):
    save(body.email, body.password)
    save_hashed(body.email, context.hash(body.password))
