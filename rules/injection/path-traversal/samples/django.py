import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils._os import safe_join
from django.views import View

from .models import Document


def download(request):
    name = request.GET.get("file")
    # ruleid: path-traversal
    return FileResponse(open(os.path.join(settings.MEDIA_ROOT, name), "rb"))


def show(request, filename):
    # ruleid: path-traversal
    with open(settings.MEDIA_ROOT + "/" + filename) as handle:
        return HttpResponse(handle.read())


class Remove(View):
    def post(self, request):
        target = Path(settings.MEDIA_ROOT) / request.POST["name"]
        # ruleid: path-traversal
        target.unlink()
        return HttpResponse(status=204)

    def get(self, request, *args, **kwargs):
        # ruleid: path-traversal
        return HttpResponse(os.listdir(os.path.join(settings.MEDIA_ROOT, self.kwargs["folder"])))


def upload(request):
    uploaded = request.FILES["file"]
    # ok: path-traversal
    # ruleid: unchecked-upload
    with open(os.path.join(settings.MEDIA_ROOT, uploaded.name), "wb+") as destination:
        for chunk in uploaded.chunks():
            destination.write(chunk)
    # ok: path-traversal
    # ruleid: unchecked-upload
    default_storage.save(uploaded.name, uploaded)
    # ok: path-traversal
    # ruleid: unchecked-upload
    FileSystemStorage(location="/srv").save(uploaded.name, uploaded)
    return HttpResponse("ok")


def stored(request, slug):
    document = get_object_or_404(Document, slug=slug)
    # ok: path-traversal
    return FileResponse(open(document.file.path, "rb"))


def joined(request):
    # ok: path-traversal
    return FileResponse(open(safe_join(settings.MEDIA_ROOT, request.GET["file"]), "rb"))


def page(request):
    pages = {"terms": "terms.html", "privacy": "privacy.html"}
    name = request.GET["page"]
    if name not in pages.values():
        return HttpResponse(status=404)
    # ok: path-traversal
    return HttpResponse(open(os.path.join("pages", "terms.html")).read())
