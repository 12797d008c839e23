import urllib3
import requests
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from .models import Feed

# ruleid: missing-timeout
http = urllib3.PoolManager()


def fetch(request):
    # ruleid: server-side-request-forgery
    return HttpResponse(requests.get(request.GET["url"], timeout=3).content)


class Import(View):
    def post(self, request):
        url = request.POST.get("url", "").strip()
        # ruleid: server-side-request-forgery
        answer = http.request("GET", url)
        return HttpResponse(answer.data)

    def get(self, request, slug):
        feed = get_object_or_404(Feed, slug=slug)
        # ok: server-side-request-forgery
        return HttpResponse(requests.get(feed.url, timeout=3).content)


def search(request):
    # ok: server-side-request-forgery
    found = requests.get("https://search.example.com/q", params={"q": request.GET["q"]}, timeout=3)
    return JsonResponse(found.json())
