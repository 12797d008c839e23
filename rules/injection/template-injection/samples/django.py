from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Template, engines
from django.views import View


def preview(request):
    # ruleid: template-injection
    template = Template(request.POST["source"])
    return HttpResponse(template.render(Context({"user": request.user})))


class Greeting(View):
    def get(self, request):
        name = request.GET.get("name")
        # ruleid: template-injection
        text = engines["django"].from_string("Hello " + name).render()
        # ok: template-injection
        safe = Template("Hello {{ name }}").render(Context({"name": name}))
        # ok: template-injection
        page = render(request, "greeting.html", {"name": name})
        return HttpResponse(text + safe + page.content.decode())
