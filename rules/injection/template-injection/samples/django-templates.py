from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Engine, Template, engines
from django.views import View


def preview(request):
    # ruleid: template-injection
    template = Template(request.POST["template"])
    # ruleid: template-injection
    template = engines["django"].from_string("Hi " + request.GET["name"])
    # ruleid: template-injection
    template = Engine().from_string(request.GET["name"])
    # ok: template-injection
    template = Template("Hi {{ name }}")
    return HttpResponse(template.render(Context({"name": request.GET["name"]})))


class Page(View):
    def get(self, request, slug):
        # ruleid: template-injection
        return render(request, request.GET["page"])

    def post(self, request, slug):
        # ok: template-injection
        return render(request, "page.html", {"slug": slug, "text": request.POST["text"]})
