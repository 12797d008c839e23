"""Broken hashes become SHA-256."""

from __future__ import annotations

import re

from backend_review.fixes.javascript._edits import Code, arguments
from backend_review.fixes.proposal import Proposal, Site

_NEW = {
    "md5": "sha256", "sha1": "sha256", "md4": "sha256", "ripemd160": "sha256", "rsa-sha1": "RSA-SHA256",
    "rsa-md5": "RSA-SHA256", "sha-1": "SHA-256",
}  # fmt: skip
_BEHIND = (
    "what was hashed before no longer compares equal: stored digests, signatures of others and cached names change"
)


def fix(site: Site) -> Proposal | None:
    """Name another hash in the call at the finding."""
    code = Code(site)
    for call in code.around("createHash", "createHmac", "createSign", "createVerify", "digest", "hash"):
        given = next(iter(arguments(call)), None)
        if not code.whole or given is None or given.type != "string":
            continue
        quote, name = code.text(given)[0], code.text(given)[1:-1]
        new = _NEW.get(name.lower())
        if new is not None and re.fullmatch(r"[\w-]+", name):
            edit = code.replaced(given, f"{quote}{new}{quote}")
            return Proposal(f"hash with {new} instead of {name}", False, (edit,), _BEHIND)
    return None
