import logging

from django.http import HttpResponse

log = logging.getLogger(__name__)


def sign_in(request):
    # ruleid: log-injection
    log.info("sign-in from %s with %s", request.method, request.GET.get("next"))
    # ok: log-injection
    log.info("sign-in from %s with %r", request.method, request.GET.get("next"))
    return HttpResponse(status=204)
