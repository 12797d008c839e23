from urllib.parse import parse_qs

from jinja2 import Template


def application(environ, start_response):
    name = parse_qs(environ["QUERY_STRING"])["name"][0]
    # ruleid: template-injection
    page = Template("Hello " + name).render()
    # ok: template-injection
    page = Template("Hello {{ name }}").render(name=name)
    start_response("200 OK", [])
    return [page.encode()]
