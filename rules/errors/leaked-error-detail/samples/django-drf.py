import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from .models import Invoice

logger = logging.getLogger(__name__)


def export(request):
    try:
        return HttpResponse(Invoice.export())
    except DatabaseError as e:
        # ruleid: leaked-error-detail
        return HttpResponseServerError(str(e))
    except Exception as e:
        # ruleid: leaked-error-detail
        return JsonResponse({"ok": False, "message": "export failed: " + str(e)}, status=500)


def preview(request):
    try:
        return HttpResponse(Invoice.preview())
    except Exception as e:
        # ruleid: leaked-error-detail
        return HttpResponse(content=f"<p>{e}</p>", status=500)


class InvoiceView(APIView):
    def post(self, request):
        try:
            # ruleid: mass-assignment
            invoice = Invoice.objects.create(**request.data)
        except ValidationError as e:
            # ok: leaked-error-detail
            return Response({"errors": e.messages}, status=400)
        except IntegrityError as e:
            # ruleid: leaked-error-detail
            return Response({"detail": str(e)}, status=status.HTTP_409_CONFLICT)
        except Exception as e:
            # ruleid: leaked-error-detail
            raise APIException(f"unexpected: {e}")
        return Response({"id": invoice.pk}, status=201)

    def get(self, request, pk):
        try:
            return Response(Invoice.objects.get(pk=pk).as_dict())
        except Invoice.DoesNotExist as e:
            # ok: leaked-error-detail
            return Response({"detail": str(e)}, status=404)
        except Exception as e:
            logger.exception("read failed")
            # ok: leaked-error-detail
            body = {"detail": str(e) if settings.DEBUG else "internal error"}
            return Response(body, status=500)


def custom_exception_handler(exc, context):
    response = exception_handler(exc, context)
    if response is None:
        # ruleid: leaked-error-detail
        return Response({"detail": str(exc)}, status=500)
    return response


def known_exception_handler(exc, context):
    if isinstance(exc, DjangoValidationError):
        exc = as_drf(exc)
    elif isinstance(exc, ShopError):
        # ok: leaked-error-detail
        return Response(exc.message, status=exc.http_status_code)
    return exception_handler(exc, context)


def any_exception_handler(exc, context):
    response = exception_handler(exc, context)
    if response is None:
        # ruleid: leaked-error-detail
        return Response({"detail": str(exc)}, status=500)
    return response
