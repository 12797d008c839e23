from django.http import Http404, JsonResponse
from django.views import View

from shop.models import Order


class OnlyOpen:
    def dispatch(self, request, *args, **kwargs):
        try:
            order = Order.objects.get(pk=self.kwargs.get("pk"))
        except Order.DoesNotExist:
            raise Http404("no such order") from None
        if order.state != "open":
            return JsonResponse({"error": "closed"}, status=409)
        return super().dispatch(request, *args, **kwargs)


class Show(OnlyOpen, View):
    def get(self, request, pk):
        # ok: unchecked-lookup
        order = Order.objects.get(pk=self.kwargs.get("pk"))
        return JsonResponse({"total": order.total})


class Bare(View):
    def get(self, request, pk):
        # ruleid: unchecked-lookup
        order = Order.objects.get(pk=self.kwargs.get("pk"))
        return JsonResponse({"total": order.total})
