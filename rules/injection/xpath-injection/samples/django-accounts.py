from django.http import JsonResponse
from lxml import etree

DOCUMENT = etree.parse("accounts.xml")


def account(request, name):
    # ruleid: xpath-injection
    found = DOCUMENT.xpath("//account[name/text()='{}']".format(request.GET["name"]))
    # ok: xpath-injection
    safe = DOCUMENT.xpath("//account[name/text()=$name]", name=request.GET["name"])
    # ok: xpath-injection
    first = DOCUMENT.xpath(f"//account[{int(request.GET['number'])}]")
    return JsonResponse({"found": len(found), "safe": len(safe), "first": len(first)})
