import os

from django.core.files.storage import default_storage
from django.http import HttpResponse


def upload(request):
    file = request.FILES["file"]
    # ruleid: unchecked-upload
    with open(os.path.join("/srv/uploads", file.name), "wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return HttpResponse(status=201)


def upload_stored(request):
    file = request.FILES["file"]
    # ruleid: unchecked-upload
    default_storage.save("uploads/" + file.name, file)
    return HttpResponse(status=201)


def upload_valid(request, form):
    if not form.is_valid():
        return HttpResponse(status=422)
    file = request.FILES["file"]
    # ok: unchecked-upload
    default_storage.save("uploads/" + file.name, file)
    return HttpResponse(status=201)


def rename(company):
    # ok: unchecked-upload
    company.save(company.name)
