from django.shortcuts import redirect
from rest_framework.response import Response
from rest_framework.views import APIView


class Callback(APIView):
    def get(self, request):
        # ruleid: open-redirect
        return redirect(request.query_params.get("redirect_to"))

    def post(self, request):
        # ruleid: open-redirect
        return Response(status=302, headers={"Location": request.data["to"]})

    def put(self, request):
        # ok: open-redirect
        return Response(status=201, headers={"Location": f"/items/{request.data['id']}"})
