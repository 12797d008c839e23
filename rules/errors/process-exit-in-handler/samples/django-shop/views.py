import sys

from django.http import HttpResponse, JsonResponse
from django.views import View


def checkout(request):
    if request.method != "POST":
        # ok: process-exit-in-handler
        return HttpResponse(status=405)
    try:
        total = sum(int(price) for price in request.POST.getlist("price"))
    except ValueError:
        # ruleid: process-exit-in-handler
        sys.exit("bad price")
    return JsonResponse({"total": total})


class CartView(View):
    def get(self, request):
        return JsonResponse(self._load(request))

    def _load(self, request):
        if "cart" not in request.session:
            # ruleid: process-exit-in-handler
            quit()
        return request.session["cart"]
