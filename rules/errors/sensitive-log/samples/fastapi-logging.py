import json
import logging

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.security import OAuth2PasswordRequestForm
from loguru import logger as loguru_logger

from .auth import create_token, mask, verify
from .settings import settings

logger = logging.getLogger(__name__)
log = structlog.get_logger()
router = APIRouter()


@router.post("/login")
async def login(request: Request, form: OAuth2PasswordRequestForm = Depends()):
    # ruleid: sensitive-log
    logger.info("login %s %s", form.username, form.password)
    # ruleid: sensitive-log
    logger.debug(f"login of {form.username} with {form.password}")
    # ruleid: sensitive-log
    log.info("login", username=form.username, password=form.password)
    # ok: sensitive-log
    logger.info("password accepted for %s", form.username)
    access_token = create_token(form.username)
    # ruleid: sensitive-log
    loguru_logger.success("issued {}", access_token)
    # ok: sensitive-log
    loguru_logger.success("issued {}", mask(access_token))
    # ok: sensitive-log
    logger.info("issued %s...", access_token[:6])
    # ok: sensitive-log
    logger.info("password of %d characters", len(form.password))
    # ok: sensitive-log
    logger.info("has password: %s", bool(form.password))
    # ok: sensitive-log
    logger.info("token set: %s", access_token is not None)
    return {"access_token": access_token}


@router.post("/register")
async def register(request: Request):
    body = await request.json()
    # ruleid: sensitive-log
    logger.info("register: %s", body)
    # ok: sensitive-log
    logger.info("register: %s", body["email"])
    # ruleid: sensitive-log
    logger.info("register with %s", body["password"])
    # ruleid: sensitive-log
    logger.debug("headers: %s", request.headers)
    # ruleid: sensitive-log
    logger.debug("auth: %s", request.headers.get("authorization"))
    # ok: sensitive-log
    logger.debug("agent: %s", request.headers.get("user-agent"))
    message = "api key " + settings.api_key
    # ruleid: sensitive-log
    logger.warning(message)
    # ruleid: sensitive-log
    print("secret:", settings.client_secret)
    return {}


@router.post("/complete")
async def complete(max_tokens: int, token_count: int, csrf_token: str, secret_name: str, next_page_token: str):
    # ok: sensitive-log
    logger.info("limit %s used %s", max_tokens, token_count)
    # ok: sensitive-log
    logger.info("secret %s rotated, %s", secret_name, csrf_token)
    # ok: sensitive-log
    logger.info("page %s", next_page_token)
    password_reset_id = 7
    # ok: sensitive-log
    logger.info("reset %s", password_reset_id)
    return {}


def check(token: str, user):
    # ruleid: sensitive-log
    logger.error("cannot decode %s", token)
    # ok: sensitive-log
    logger.error("cannot decode token of %s", user.id)
    hashed_password = verify(token)
    # ok: sensitive-log
    logger.debug("hash %s", hashed_password)


def shapes(user, config, request, database, checkout):
    secret_text = "%s/%s" % (user.name, user.password)
    # ruleid: sensitive-log
    logger.info(secret_text)
    # ruleid: sensitive-log
    logging.getLogger("auth").info("user %s", user.password)
    # ruleid: sensitive-log
    logger.bind(user=user.id).info("password is " + str(user.password))
    # ruleid: sensitive-log
    logger.info("config", extra={"api_key": config["api_key"]})
    # ruleid: sensitive-log
    logger.info("config %s", config.get("stripe_secret_key"))
    # ruleid: sensitive-log
    logger.info(" ".join([user.name, user.password]))
    # ruleid: sensitive-log
    logger.info("key %s", settings.api_key.get_secret_value())
    # ok: sensitive-log
    logger.info("config %s", config.get("region"))
    # ok: sensitive-log
    logger.info("set" if user.password else "unset")
    # ok: sensitive-log
    # ruleid: timing-unsafe-comparison
    logger.info("same: %s", user.password == config["password"])
    # ok: sensitive-log
    logger.info("checkout %s in session %s", checkout.token, database.session_id)
    # ok: sensitive-log
    user.log(user.name)
    password = "***"
    # ok: sensitive-log
    logger.info("login %s", password)
    # ok: sensitive-log
    logger.info({"email": user.email, "password": "[redacted]"})
    # ok: sensitive-log
    logger.info("keys %s", sorted(config))


def hold(lock_name, fencing_token, lock_token):
    # ok: sensitive-log
    logger.info("%s is held with %s", lock_name, fencing_token)
    # ok: sensitive-log
    logger.info(f"lock token {lock_token}")
