import os
import subprocess

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View
from rest_framework.views import APIView
from rest_framework.response import Response


def thumbnail(request):
    name = request.GET.get("name", "")
    # ruleid: command-injection
    os.system("convert %s -resize 100x100 thumb.png" % name)
    # ok: command-injection
    subprocess.call(["convert", name, "-resize", "100x100", "thumb.png"])
    return HttpResponse("ok")


def git_log(http_request: HttpRequest, repo):
    branch = http_request.POST["branch"]
    # ruleid: command-injection
    out = subprocess.check_output("git log " + branch, shell=True, cwd=settings.REPOS)
    # ok: command-injection
    out += subprocess.check_output("git status", shell=True, cwd=os.path.join(settings.REPOS, branch))
    return HttpResponse(out)


class Backup(View):
    def post(self, request, *args, **kwargs):
        target = self.request.POST.get("target")
        # ruleid: command-injection
        subprocess.Popen(f"tar cf {target} .", shell=True)
        # ok: command-injection
        subprocess.Popen(f"tar cf {settings.BACKUP_FILE} .", shell=True)
        return JsonResponse({})


class Ping(APIView):
    def get(self, request):
        host = request.query_params["host"]
        # ruleid: command-injection
        return Response(os.popen(f"ping -c1 {host}").read())

    def post(self, request):
        host = request.data.get("host")
        if host not in settings.ALLOWED_PING_HOSTS:
            return Response(status=400)
        # ok: command-injection
        return Response(os.popen(f"ping -c1 {host}").read())
