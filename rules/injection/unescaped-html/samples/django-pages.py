from django.contrib import admin
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe


def hello(request):
    # ruleid: unescaped-html
    return HttpResponse("<h1>Hello " + request.GET.get("name", "") + "</h1>")


def missing(request, slug):
    # ruleid: unescaped-html
    return HttpResponseNotFound(f"No page named {slug}")


def marked(request):
    # ruleid: unescaped-html
    note = mark_safe(request.POST["note"])
    # ok: unescaped-html
    safe = format_html("<b>{}</b>", request.POST["note"])
    return JsonResponse({"note": note, "safe": safe})


def escaped(request):
    # ok: unescaped-html
    return HttpResponse("<h1>" + escape(request.GET["name"]) + "</h1>")


def plain(request):
    # ok: unescaped-html
    return HttpResponse("Hello " + request.GET["name"], content_type="text/plain")


def numbered(request):
    page = int(request.GET["page"])
    # ok: unescaped-html
    return HttpResponse(f"<h1>Page {page}</h1>")


class UserAdmin(admin.ModelAdmin):
    def card(self, user):
        # ruleid: unescaped-html
        return mark_safe(f"<b>{user.full_name}</b>")

    def note(self, user):
        # ruleid: unescaped-html
        return mark_safe("<i>%s</i>" % user.note)

    def number(self, user):
        # ok: unescaped-html
        return mark_safe(f"<b>{user.id}</b>")

    def safe(self, user):
        # ok: unescaped-html
        return mark_safe(f"<b>{escape(user.full_name)}</b>")

    def image(self, user):
        # ok: unescaped-html
        return format_html('<img src="{}">', user.avatar)


def handed_on(request, response):
    content = response.content.decode().replace("/prefix/", request.META["SCRIPT_NAME"])
    # ok: unescaped-html
    return HttpResponse(content.encode(), content_type=response["Content-Type"])
