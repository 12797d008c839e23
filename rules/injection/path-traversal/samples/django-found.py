from django.http import FileResponse
from django.shortcuts import get_object_or_404

from .models import Report


def report(request):
    key = request.GET["key"]
    get_object_or_404(Report, pk=key)
    # ok: path-traversal
    return FileResponse(open(f"/reports/{key}.pdf", "rb"))


def named(request):
    name = request.GET["name"]
    get_object_or_404(Report, name=name)
    # ruleid: path-traversal
    return FileResponse(open(f"/reports/{name}.pdf", "rb"))
