import re

from django.http import JsonResponse
from django.views import View


class Search(View):
    def get(self, request):
        pattern = request.GET.get("pattern")
        # ruleid: user-controlled-regex
        match = re.match(pattern, "text of ours")
        # ok: user-controlled-regex
        agent = re.search("Mobile|Android", request.META.get("HTTP_USER_AGENT", ""))
        return JsonResponse({"match": bool(match), "agent": bool(agent)})
