"""Which machine an address names: this one, one of the same network, or one that is reached over other people's."""

from __future__ import annotations

import ipaddress
import re

_HERE = re.compile(
    r"(?i)^(localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?|host\.docker\.internal|[\w.-]+\.(localhost|local|test|localdomain|invalid))$"
)
_NEAR = re.compile(r"(?i)^([a-z0-9_-]+|[\w.-]+\.(internal|svc|cluster\.local|lan|intranet|corp|home|consul))$")
_ADDRESS = re.compile(r"^(?:[a-z][\w+.-]*://)?(?:[^/@?#]*@)?(\[[^\]]*\]|[^/:?#]*)", re.IGNORECASE)
_OF_WORLD = re.compile(r"(?i)\.[a-z]{2,}$")


def host_of(address: str) -> str:
    """The host of a URL, or of ``host:port``; "" where there is none."""
    found = _ADDRESS.match(address.strip())
    return found.group(1).strip("[]") if found is not None else ""


def reach_of(host: str, whole: bool = True) -> str:
    """``here`` (this machine), ``near`` (a private network, a name within a cluster), ``far``; "" when not known.

    ``whole`` says that the name does not go on with something that only the running program knows.
    """
    if not host:
        return ""
    if _HERE.match(host):
        return "here"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return "here" if address.is_loopback else "near" if address.is_private or address.is_link_local else "far"
    if not whole:
        return ""
    if _NEAR.match(host):
        return "near"
    return "far" if _OF_WORLD.search(host) else ""
