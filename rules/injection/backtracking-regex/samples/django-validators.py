import re

from django.core.validators import RegexValidator
from django.db import models
from django.urls import re_path


class Account(models.Model):
    # ruleid: backtracking-regex
    name = models.CharField(max_length=200, validators=[RegexValidator(r"^([A-Za-z]+\s?)+$")])
    # ok: backtracking-regex
    code = models.CharField(max_length=20, validators=[RegexValidator(regex=r"^[A-Z]{3}-\d+$")])


urlpatterns = [
    # ruleid: backtracking-regex
    re_path(r"^archive/(([a-z]+)*/)+$", lambda request: None),
    # ok: backtracking-regex
    re_path(r"^archive/(?P<year>\d{4})/(?P<slug>[\w-]+)/$", lambda request: None),
]


class Parser:
    # ruleid: backtracking-regex
    tag = re.compile(r"<(?:[^>]|[a-z ])*>")

    def tags(self, request):
        return self.tag.findall(request.POST["html"])
