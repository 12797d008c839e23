import logging

from django.http import JsonResponse
from flask import Blueprint, current_app, request
from rest_framework.views import APIView

bp = Blueprint("auth", __name__)
log = logging.getLogger("auth")


@bp.post("/login")
def login():
    password = request.form["password"]
    # ruleid: sensitive-log, log-injection
    current_app.logger.info("login with " + password)
    # ruleid: sensitive-log
    logging.debug("form: %s", request.form)
    # ruleid: sensitive-log, log-injection
    current_app.logger.debug(request.get_json())
    # ok: sensitive-log
    # ruleid: log-injection
    current_app.logger.info("login of %s", request.form["email"])
    data = request.get_json()
    # ruleid: sensitive-log, log-injection
    log.info("payload {}".format(data["password"]))
    # ok: sensitive-log
    log.info("payload of %d fields", len(data))
    return "", 204


class Login(APIView):
    logger = logging.getLogger("login")

    def post(self, request):
        pwd = request.data.get("password")
        # ruleid: sensitive-log, log-injection
        self.logger.warning("wrong password %s", pwd)
        # ruleid: sensitive-log
        self.logger.info("login: %s", request.data)
        # ok: sensitive-log
        # ruleid: log-injection
        self.logger.info("login: %s", request.data.get("email"))
        return JsonResponse({})


def charge(request, card_number, cvv):
    # ruleid: sensitive-log
    log.info("charging %s", card_number)
    # ok: sensitive-log
    log.info("charging card ending in %s", card_number[-4:])
    # ruleid: sensitive-log
    print(f"cvv {cvv}")
    # ruleid: sensitive-log, log-injection
    log.debug("cookies: %s", request.COOKIES)
    return JsonResponse({})


def develop(password):
    if settings.DEBUG:
        # ok: sensitive-log
        logger.debug("signing in with %s", password)
    if not settings.DEBUG:
        # ruleid: sensitive-log
        logger.debug("signing in with %s", password)
    else:
        # ruleid: sensitive-log
        logger.debug("and with %s", password)


def send(password, phone):
    if settings.USE_SMS:
        deliver(phone, password)
        # ruleid: sensitive-log
        print(password, phone)
    elif settings.DEBUG:
        # ok: sensitive-log
        print(password, phone)
    if phone and settings.DEBUG:
        # ok: sensitive-log
        print(password, phone)
    elif phone or settings.DEBUG:
        # ruleid: sensitive-log
        print(password, phone)


def signed_in(id_token):
    claims = jwt.decode(id_token, settings.OIDC_KEY, algorithms=["HS256"], audience="shop")
    # ok: sensitive-log
    logger.info("signed in", extra={"claims": claims})
    decoded_token = jwt.decode(id_token, settings.OIDC_KEY, algorithms=["HS256"])
    # ok: sensitive-log
    logger.info("signed in: %s", decoded_token)
    text = id_token.decode()
    # ruleid: sensitive-log
    logger.info("signed in: %s", text)
