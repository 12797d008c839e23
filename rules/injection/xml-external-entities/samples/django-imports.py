from xml.etree.ElementTree import fromstring, parse

from django.http import JsonResponse
from lxml import etree
from rest_framework.views import APIView

PARSER = etree.XMLParser(resolve_entities=False)


def upload(request):
    # ruleid: xml-external-entities
    tree = parse(request.FILES["file"])
    return JsonResponse({"root": tree.getroot().tag})


def webhook(request):
    # ok: xml-external-entities
    event = etree.fromstring(request.body, parser=PARSER)
    # ruleid: xml-external-entities
    other = etree.XML(request.body)
    return JsonResponse({"event": event.tag, "other": other.tag})


class Imports(APIView):
    def post(self, request):
        # ruleid: xml-external-entities
        root = fromstring(request.data["xml"])
        # ok: xml-external-entities
        empty = fromstring("<orders/>")
        return JsonResponse({"root": root.tag, "empty": empty.tag})
