import os
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

router = APIRouter()
SECRET_KEY = os.environ["JWT_SIGNING_KEY"]


class Login(BaseModel):
    username: str
    password: str


class Claims(BaseModel):
    sub: str
    scopes: list[str] = []


class TimedClaims(BaseModel):
    sub: str
    exp: int


@router.post("/login")
async def login(body: Login):
    payload = {"sub": body.username, "iat": datetime.now(timezone.utc)}
    # ruleid: jwt-without-expiry
    token = jwt.encode(payload, SECRET_KEY, algorithm="HS256")
    return {"access_token": token}


@router.post("/login/timed")
async def login_timed(body: Login):
    payload = {"sub": body.username}
    payload["exp"] = datetime.now(timezone.utc) + timedelta(minutes=15)
    # ok: jwt-without-expiry
    return {"access_token": jwt.encode(payload, SECRET_KEY, algorithm="HS256")}


def create_access_token(data: dict, expires_delta: timedelta | None = None):
    to_encode = data.copy()
    expire = datetime.now(timezone.utc) + (expires_delta or timedelta(minutes=15))
    to_encode.update({"exp": expire})
    # ok: jwt-without-expiry
    return jwt.encode(to_encode, SECRET_KEY, algorithm="HS256")


def create_plain_token(data: dict):
    to_encode = data.copy()
    to_encode.update({"iss": "shop"})
    # ruleid: jwt-without-expiry
    return jwt.encode(to_encode, SECRET_KEY, algorithm="HS256")


@router.post("/token")
async def token(body: Login):
    return create_plain_token({"sub": body.username})


def with_expiry(claims):
    claims["exp"] = datetime.now(timezone.utc) + timedelta(minutes=5)


def with_issuer(claims):
    claims["iss"] = "shop"


@router.post("/session")
def session(body: Login):
    claims = dict(sub=body.username)
    with_expiry(claims)
    # ok: jwt-without-expiry
    first = jwt.encode(claims, SECRET_KEY)
    others = dict(sub=body.username)
    with_issuer(others)
    # ruleid: jwt-without-expiry
    second = jwt.encode(others, SECRET_KEY)
    return [first, second]


@router.post("/models")
def from_models(body: Login):
    claims = Claims(sub=body.username)
    # ruleid: jwt-without-expiry
    plain = jwt.encode(claims.model_dump(), SECRET_KEY, algorithm="HS256")
    timed = TimedClaims(sub=body.username, exp=1)
    # ok: jwt-without-expiry
    return [plain, jwt.encode(timed.model_dump(), SECRET_KEY, algorithm="HS256")]


class TokenService:
    key = os.environ["JWT_SIGNING_KEY"]

    def _claims(self, user):
        return {"sub": str(user.id), "role": user.role}

    def _timed(self, user):
        return {**self._claims(user), "exp": datetime.now(timezone.utc) + timedelta(minutes=10)}

    def issue(self, user):
        # ruleid: jwt-without-expiry
        return jwt.encode(self._claims(user), self.key, algorithm="HS256")

    def issue_timed(self, user):
        # ok: jwt-without-expiry
        return jwt.encode(self._timed(user), self.key, algorithm="HS256")


app = FastAPI()
app.include_router(router)
