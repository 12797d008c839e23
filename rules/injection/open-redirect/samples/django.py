from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from .models import Post


def login(request):
    # ruleid: open-redirect
    return redirect(request.POST.get("next", "/"))


class Leave(View):
    def get(self, request):
        target = request.GET["url"]
        # ruleid: open-redirect
        return HttpResponseRedirect(target)

    def post(self, request):
        response = HttpResponse(status=302)
        # ruleid: open-redirect
        response["Location"] = self.request.GET.get("to")
        return response


def edit(request, slug):
    post = get_object_or_404(Post, slug=slug)
    # ok: open-redirect
    first = redirect(post)
    # ok: open-redirect
    second = redirect(post.get_absolute_url())
    # ok: open-redirect
    third = redirect("post-detail", slug=slug)
    # ok: open-redirect
    fourth = HttpResponseRedirect(reverse("post", args=[slug]))
    # ok: open-redirect
    fifth = redirect(request.META.get("HTTP_REFERER", "/"))
    # ok: open-redirect
    sixth = redirect(request.get_full_path())
    return first or second or third or fourth or fifth or sixth


def checked(request):
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: open-redirect
    return redirect(target)


def positive(request):
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(url=target, allowed_hosts=None):
        # ok: open-redirect
        return redirect(target)
    return redirect("/")
