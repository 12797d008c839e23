from django.conf import settings
from django.http import JsonResponse
from ldap3 import ALL, Connection, Reader, Server
from ldap3.utils.conv import escape_filter_chars


def search_people(connection, text):
    # ruleid: ldap-injection
    connection.search(settings.LDAP_BASE, f"(|(cn=*{text}*)(mail=*{text}*))", attributes=["cn", "mail"])
    return [str(entry) for entry in connection.entries]


def search_people_safely(connection, text):
    text = escape_filter_chars(text)
    # ok: ldap-injection
    connection.search(settings.LDAP_BASE, f"(|(cn=*{text}*)(mail=*{text}*))", attributes=["cn", "mail"])
    return [str(entry) for entry in connection.entries]


def people(request):
    server = Server(settings.LDAP_URL, get_info=ALL)
    with Connection(server, settings.LDAP_USER, settings.LDAP_PASSWORD) as connection:
        found = search_people(connection, request.GET.get("q", ""))
        safe = search_people_safely(connection, request.GET.get("q", ""))
        # ruleid: ldap-injection
        connection.search(search_base=settings.LDAP_BASE, search_filter="(uid={})".format(request.GET["uid"]))
        # ruleid: ldap-injection
        reader = Reader(connection, "person", settings.LDAP_BASE, "uid: " + request.GET["uid"])
        # ok: ldap-injection
        connection.search(settings.LDAP_BASE, "(objectClass=group)")
    return JsonResponse({"found": found, "safe": safe, "rows": len(reader.search())})
