import requests
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView


class Ping(APIView):
    def post(self, request):
        address = request.data.get("address")
        # ruleid: server-side-request-forgery
        return Response(requests.head("http://" + address + ":8080/ping", timeout=3).status_code)


@api_view(["GET"])
def rate(request):
    # ok: server-side-request-forgery
    return Response(requests.get(f"https://rates.example.com/{request.query_params['currency']}", timeout=3).json())
