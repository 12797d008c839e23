from django.core.cache import cache
from django.core.mail import send_mail
from django.db import DatabaseError, transaction
from django.http import JsonResponse
from django.views import View

from .models import Invoice, Profile


class InvoiceView(View):
    def post(self, request, pk):
        try:
            with transaction.atomic():
                Invoice.objects.filter(pk=pk).update(paid=True)
        # ruleid: swallowed-error
        except DatabaseError:
            pass
        try:
            send_mail("paid", "thanks", None, [request.user.email])
        # ruleid: swallowed-error
        except Exception:
            return False
        return JsonResponse({"ok": True})

    def get(self, request, pk):
        try:
            profile = request.user.profile
        # ok: swallowed-error
        except Profile.DoesNotExist:
            pass
        try:
            cache.set(pk, 1, 60)
        # ok: swallowed-error
        except Exception:
            # A cache that is down must not take the page with it.
            pass
        try:
            invoice = Invoice.objects.get(pk=pk)
        # ok: swallowed-error
        except Invoice.DoesNotExist:
            return None
        return JsonResponse(invoice.as_dict())
