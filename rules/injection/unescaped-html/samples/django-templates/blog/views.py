from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.http import HttpResponse
from django.views.generic import DetailView, ListView, TemplateView

from blog.forms import PostForm
from blog.models import Post


def search(request):
    query = request.GET.get("q", "")
    context = {"query": query, "posts": Post.objects.filter(title__icontains=query)}
    return render(request, "blog/search.html", context)


def message(request):
    html = render_to_string("blog/message.html", {"text": request.POST["text"], "kind": "info"}, request=request)
    return HttpResponse(html)


def write(request):
    form = PostForm(data=request.POST)
    return render(request, "blog/write.html", {"form": form, "title": request.POST["title"]})


class PostList(ListView):
    model = Post
    template_name = "blog/list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["tag"] = self.request.GET.get("tag")
        context["total"] = Post.objects.count()
        return context


class About(TemplateView):
    template_name = "blog/about.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(motto="We write", name=self.kwargs["name"], **kwargs)
