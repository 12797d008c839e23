from django_ratelimit.core import is_ratelimited


def is_too_often(request, group, name):
    return is_ratelimited(request, group=f"{group}-{name}", key="ip", rate="5/10m", increment=True)
