import json

from django.http import HttpResponse, JsonResponse
from django.views import View
from rest_framework.decorators import api_view
from rest_framework.response import Response


def calculate(request):
    # ruleid: code-injection
    return HttpResponse(eval(request.GET["q"]))


class Calculate(View):
    def post(self, request):
        first = request.POST.get("first")
        second = request.POST.get("second")
        # ruleid: code-injection
        total = eval("%s + %s" % (first, second))
        # ok: code-injection
        total = float(first) + float(second)
        return JsonResponse({"total": total})


@api_view(["POST"])
def run(request):
    # ruleid: code-injection
    exec(request.data["code"])
    # ok: code-injection
    value = json.loads(request.data["value"])
    return Response(value)
