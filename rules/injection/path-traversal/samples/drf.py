import os
import zipfile

from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

ROOT = "/srv/data"


class Archive(APIView):
    def post(self, request):
        # ruleid: path-traversal
        with zipfile.ZipFile(os.path.join(ROOT, request.data["archive"])) as archive:
            return Response(archive.namelist())

    def delete(self, request, name):
        # ruleid: path-traversal
        os.unlink(os.path.join(ROOT, name))
        return Response(status=204)

    def get(self, request):
        # ok: path-traversal
        return Response(os.listdir(ROOT))


@api_view(["GET"])
def log(request):
    # ruleid: path-traversal
    return Response(open(request.query_params["log"]).readlines())


@api_view(["GET"])
def year(request):
    # ok: path-traversal
    return Response(open("%s/%d.csv" % (ROOT, int(request.query_params["year"]))).read())
