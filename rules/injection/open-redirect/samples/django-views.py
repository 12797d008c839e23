from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView, RedirectView


class Leave(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        # ruleid: open-redirect
        return self.request.GET.get("to")


class Stay(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        target = self.request.GET.get("to", "/")
        if not url_has_allowed_host_and_scheme(target, allowed_hosts={self.request.get_host()}):
            target = "/"
        # ok: open-redirect
        return target


class Done(FormView):
    def get_success_url(self):
        # ruleid: open-redirect
        return self.request.POST["next"]


def by_cookie(request):
    # ruleid: open-redirect
    return HttpResponseRedirect(request.COOKIES["next"])


def by_header(request):
    # ok: open-redirect
    return HttpResponseRedirect(request.META.get("HTTP_REFERER", "/"))


def open_job(request, name):
    job = Job.objects.select_related("order").get(name=name)
    # ok: open-redirect
    return redirect(job)


def uploaded(request):
    stored = handle_upload(request.POST["name"])
    # ok: open-redirect
    return redirect(request.build_absolute_uri(stored.get_api_url()))


def signed_in(request):
    target = build_target(request.GET["next"])
    # ruleid: open-redirect
    return redirect(target)
