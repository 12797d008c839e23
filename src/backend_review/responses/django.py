"""Django and Django REST framework. https://docs.djangoproject.com/en/stable/ref/request-response/"""

from __future__ import annotations

from backend_review.model.answers.rules import makes
from backend_review.model.libraries import Rule
from backend_review.responses._rest_views import METHODS, PAGINATOR, PAGINATORS

_BODY = (0, "content")
_PLAIN = {"BadRequest": 400, "Forbidden": 403, "NotFound": 404, "NotAllowed": 405, "Gone": 410, "ServerError": 500}
_DRF_ERRORS = {
    "ValidationError": 400, "ParseError": 400, "AuthenticationFailed": 401, "NotAuthenticated": 401,
    "PermissionDenied": 403, "NotFound": 404, "MethodNotAllowed": 405, "NotAcceptable": 406,
    "UnsupportedMediaType": 415, "Throttled": 429, "APIException": 500,
}  # fmt: skip
SERIALIZER = "rest_framework.Serializer"
CLASSES = {
    f"rest_framework.serializers.{name}": SERIALIZER for name in ("ModelSerializer", "HyperlinkedModelSerializer")
}
TYPES = dict.fromkeys(PAGINATORS, PAGINATOR)
ATTRIBUTES = {f"{SERIALIZER}.object.data": "rest_framework.Data"}
RULES: dict[str, Rule] = {
    **{f"django.http.{name}": makes("", _BODY, "status", 200) for name in ("HttpResponse", "response.HttpResponse")},
    **{f"django.http.HttpResponse{name}": makes("html", _BODY, None, code) for name, code in _PLAIN.items()},
    **{f"django.http.{name}": makes("json", (0, "data"), "status", 200)
       for name in ("JsonResponse", "response.JsonResponse")},
    **dict.fromkeys(("django.http.HttpResponseRedirect", "django.shortcuts.redirect"), makes("redirect", 0, None, 302)),
    "django.http.HttpResponsePermanentRedirect": makes("redirect", 0, None, 301),
    "django.http.StreamingHttpResponse": makes("stream", 0, "status", 200),
    "django.http.FileResponse": makes("file", 0, "status", 200),
    "django.shortcuts.render": makes("html", None, "status", 200),
    **dict.fromkeys(("django.http.Http404", "django.http.response.Http404"), makes("html", 0, None, 404, error=True)),
    "django.core.exceptions.PermissionDenied": makes("html", 0, None, 403, error=True),
    **dict.fromkeys(("rest_framework.response.Response", "rest_framework.views.Response"),
                    makes("json", (0, "data"), (1, "status"), 200)),
    **{f"rest_framework.exceptions.{name}": makes("json", (0, "detail"), None, code, error=True)
       for name, code in _DRF_ERRORS.items()},
    **{f"rest_framework.serializers.{name}": makes("json", (0, "detail"), None, 400, error=True)
       for name in ("ValidationError",)},
    **METHODS,
}  # fmt: skip
