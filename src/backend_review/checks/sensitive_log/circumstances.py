"""When a secret in a log is not sure to be one, or is meant to be there: shown to those who ask for opinions."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks._trees import CALLS, FUNCTIONS
from backend_review.checks.sensitive_log.names import REQUEST, SECRET, TOKEN
from backend_review.project.source import SourceFile

# Headers and cookies hold what proves who somebody is, whatever the route; a body only does where one signs in or pays.
_PROOFS = re.compile(r"(?i)header|cookie|META\b|DumpRequest")
_SECRETS_HERE = re.compile(
    r"(?i)passw|passphrase|\bpwd\b|log_?in(?!g)|sign_?in(?!g)|sign_?up|register_?(?:user|account)|/register|/auth|credential|\bcards?\b|"
    r"payment|checkout|\botp\b|secret|(?:access|refresh|api|reset|auth)_?(?:token|key)|/users?\b|/accounts?\b|/me\b"
)
# What a first start shows once, so that somebody can get in at all.
_FIRST_START = re.compile(
    r"(?i)please (?:log ?in|sign ?in|change)|first (?:log ?in|start|run|time)|(?:change|reset) (?:it|this|the password|your password)|"
    r"(?:user|admin|account|key)s? (?:was |has been |is )?(?:created|generated)|(?:created|generated|initial|temporary|default) "
    r"(?:\w+ ){0,2}(?:password|user|admin|key|credentials)"
)
_GIVEN_ONCE = re.compile(r"(?i)^(?:\w+\.)*(?:temp|temporary|tmp|initial|default|generated|random|new_?admin)_?[a-z]*$")
_NEAR = 3  # lines
# `workflow_token` may as well be the number of a workflow; these are not.
_OF_SOMEBODY = re.compile(
    r"(?i)(?:^|_|\b)(?:user|login|api|bot|verification|verify|activation|activate|confirm|confirmation|invite|invitation|unsubscribe|magic|"
    r"sso|oauth2?|jwt|admin|client|service|device|personal|private|github|gitlab|slack|telegram|discord|google|fcm|push|email|app|my|"
    r"the|new|old|raw|plain|full|decoded|encoded|signed|internal|security|web|cookie|csrf|password|account|member|customer|access|auth|"
    r"id|hash|session|s|x|t|_)_?(?:token|secret|credentials?|creds|jwt|cookies?)$"
)


def is_doubtful(call: Node, argument: Node, kind: str, file: SourceFile) -> bool:
    """Whether a reader who knows the program might well say that this is no secret, or meant."""
    if kind == REQUEST:
        return not _PROOFS.search(text_of(argument)) and not _speaks_of_secrets(call, file)
    if kind == TOKEN and not _names_somebody(argument):
        return True
    return kind in {SECRET, TOKEN} and _is_first_start(call, argument, file)


def _speaks_of_secrets(call: Node, file: SourceFile) -> bool:
    """Whether the functions around a call, the routes they answer or their file have to do with secrets."""
    if _SECRETS_HERE.search(file.path.rpartition("/")[2]):
        return True
    around: Node | None = call.parent
    while around is not None:
        if around.type in FUNCTIONS:
            rest = text_of(around).replace(text_of(call), "")
            holder = around.parent.parent if around.parent is not None else None
            if around.parent is not None and around.parent.type == "decorated_definition":
                rest += text_of(around.parent)
            elif holder is not None and holder.type in CALLS:
                rest += text_of(holder)[:200]  # router.post("/login", (req, res) => …)
            if _SECRETS_HERE.search(re.sub(r"(?m)(?://|#)\s.*$", "", rest)):
                return True
        around = around.parent
    return False


def _names_somebody(argument: Node) -> bool:
    """Whether a token's name is bare, or says whose it is or what it opens."""
    names = [
        name
        for name in re.findall(r"[A-Za-z_]\w*", text_of(argument))
        if re.search(r"(?i)(?:token|secret|credentials?|creds|jwt|cookies?)$", name)
    ]
    snaked = [re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name) for name in names]
    return not snaked or any("_" not in name.strip("_") or _OF_SOMEBODY.search(name) for name in snaked)


def _is_first_start(call: Node, argument: Node, file: SourceFile) -> bool:
    first, last = call.start_point.row, call.end_point.row
    near = "\n".join(file.lines[max(0, first - _NEAR) : last + 1 + _NEAR])
    said = " ".join(re.findall(r"[\"'`]([^\"'`\n]{4,})", near))
    names = re.findall(r"[A-Za-z_][\w.]*", text_of(argument))
    return _FIRST_START.search(said) is not None or any(_GIVEN_ONCE.match(name) for name in names)
