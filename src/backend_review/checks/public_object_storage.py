"""Buckets and objects that everybody may read, and storage whose encryption is switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import is_false, is_true, match_at, short
from backend_review.finding import Match, Position
from backend_review.index.expressions import Code, Expr, code_of, key_text, last_name
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.project.developers import is_developers_place
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go", "configuration"})

_RULE = "public-object-storage"
_QUICK = re.compile(
    rb"(?i)public[-_]?read|publicaccess|public_access|make_?public|authenticated-?read|allusers|publicreadaccess|predefined_?acl|"
    rb"setbucketpolicy|set_bucket_policy|put_?bucket_?policy|storage_?encrypted|blockpublic|encrypted|bucketownerfullcontrol|"
    rb"principal|objectcannedacl|accesscontrol|mc (?:anonymous|policy) set|allUsers"
)
_PUBLIC = re.compile(
    r"^(public-read(-write)?|authenticated-read|publicRead(Write)?|PUBLIC_READ(_WRITE)?|PublicRead(Write)?)$"
)
_ACL_KEYS = {"ACL", "acl", "Acl", "predefinedAcl", "predefined_acl", "AWS_DEFAULT_ACL", "default_acl", "DEFAULT_ACL", "GS_DEFAULT_ACL",
             "x-amz-acl", "PredefinedACL", "defaultObjectAcl", "predefinedDefaultObjectAcl", "predefined_default_object_acl",
             "accessControl", "AccessControl"}  # fmt: skip
_NAMES = re.compile(
    r"^(Object|Bucket)CannedACLPublicRead(Write)?$|^(PUBLIC_READ(_WRITE)?|public_read(_write)?)$|^PublicRead(Write)?$"
)
_MAKES = {"make_public", "makePublic", "make_blob_public"}
_CONTAINER_KEYS = {"public_access", "access"}
_CONTAINER = re.compile(r"(?i)^(container|blob)$")
_BLOCKS = {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}
_ENCRYPTION = {"StorageEncrypted", "storageEncrypted", "storage_encrypted"}
_ANYBODY = re.compile(r"""["']?Principal["']?\s*:\s*(["']\*["']|\{\s*["']?AWS["']?\s*:\s*(\[\s*)?["']\*["'])""")
_READS = re.compile(r"""["'](s3:\*|\*|s3:GetObject\*?|s3:Get\*|s3:ListBucket|s3:PutObject)["']""")
_ALLOWS = re.compile(r"""["']?Effect["']?\s*:\s*["']Allow["']""")
_CONFIGURED = re.compile(
    r"^\s*(?:-\s*)?[\"']?(?P<key>AccessControl|acl|ACL|DefaultACL|AWS_DEFAULT_ACL|StorageEncrypted)[\"']?\s*[:=]\s*[\"']?(?P<value>PublicRead(?:Write)?|public-read(?:-write)?|false)\b"
)
_MINIO = re.compile(r"\bmc\s+(?:anonymous|policy)\s+set\s+(?:public|download)\s+\S+")
_FOR_ALL = re.compile(r"(?i)public(?!_read|read|-read|access)")
_COMMENT = re.compile(r"\s*(#|//|;)")
_INSTEAD = "Keep it private, and hand out signed URLs, or let a CDN with an identity of its own read it."


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each place that opens storage to everybody, or switches its encryption off."""
    if not _QUICK.search(file.data):
        return
    if file.language == "configuration":
        if not is_developers_place(file.path):
            yield from _configuration(file)
        return
    code = code_of(file) if not is_frontend(file) else None
    if code is None:
        return
    seen: set[int] = set()
    for node, message in (*_of_calls(code), *_of_entries(code), *_of_names(code), *_of_policies(code)):
        if node.start_point[0] not in seen and not _is_meant(code, node):
            seen.add(node.start_point[0])
            yield match_at(_RULE, file, node, message)


def _is_meant(code: Code, node: Node) -> bool:
    """Whether the code says that it is for the public: by a condition or function around it, or the constant's name."""
    if node.type in {"identifier", "attribute"} and _FOR_ALL.search(code.text(node)):
        return True
    current = node.parent
    while current is not None:
        condition = current.child_by_field_name("condition")
        if condition is not None and _FOR_ALL.search(code.text(condition)):
            return True
        if current.type in FUNCTIONS and _FOR_ALL.search(code.scope_of(current).name):
            return True
        called = current.child_by_field_name("function")
        if called is not None and re.search(r"Example$", code.text(called)):
            return True
        current = current.parent
    return False


_Found = tuple[Node, str]


def _public(code: Code, expr: Expr | None) -> str:
    """The access list that a value stands for, when it lets everybody in; "" for others."""
    if expr is None:
        return ""
    for value in code.values(expr):
        if value.kind == "text" and _PUBLIC.match(str(value.value)):
            return str(value.value)
        if value.kind == "attr" and _NAMES.match(value.name):
            return value.name
        if (
            value.kind == "call"
            and value.args
            and last_name(value.target) in {"String", "ToPtr", "Ptr", "ObjectCannedACL"}
        ):
            inner = _public(code, value.args[0])
            if inner:
                return inner
    return ""


def _acl(node: Node, acl: str) -> _Found:
    who = (
        "Everybody with any account at the provider"
        if "uthenticated" in acl
        else "Everybody who knows or guesses its address"
    )
    does = "read and overwrite" if "rite" in acl else "read"
    return node, f"{who} may {does} what is stored with `{acl}`. {_INSTEAD}"


def _of_calls(code: Code) -> Iterator[_Found]:
    for call in code.calls:
        name = last_name(call.target)
        for key, value in call.named.items():
            if key in _ACL_KEYS and (acl := _public(code, value)):
                yield _acl(value.node, acl)
            elif key == "public_access" and _opens_container(code, value):
                yield value.node, f"Everybody may read this container (`public_access`). {_INSTEAD}"
            elif key in _BLOCKS and is_false(value):
                yield value.node, f"`{key}` off lets a bucket be opened to everybody. Leave all four blocks on."
            elif key in _ENCRYPTION and is_false(value):
                yield value.node, f"`{key}` off keeps the data on disk as it is. Switch encryption on."
        if name in _MAKES:
            yield call.node, f"`{name}` lets everybody read it who knows or guesses its address. {_INSTEAD}"
        elif name in {"setACL", "set_acl", "SetACL", "put_object_acl", "PutObjectAcl"} and call.args:
            for item in call.args:
                if acl := _public(code, item):
                    yield _acl(item.node, acl)
        elif (
            name in {"setAccessPolicy", "set_container_access_policy"}
            and call.args
            and _opens_container(code, call.args[0])
        ):
            yield call.node, f"Everybody may read this container. {_INSTEAD}"


def _opens_container(code: Code, expr: Expr) -> bool:
    return any(
        (value.kind == "text" and _CONTAINER.match(str(value.value)) is not None)
        or (
            value.kind == "attr"
            and value.name.lower() in {"container", "blob", "publicaccesstypeblob", "publicaccesstypecontainer"}
        )
        for value in code.values(expr)
    )


def _of_entries(code: Code) -> Iterator[_Found]:
    """Options objects, and settings by name."""
    for literal in code.dicts:
        for key, value in literal.entries:
            label = key_text(key)
            if label is not None:
                yield from _entry(code, literal, label, value)
    for scope in code.scopes.values():
        for name in ("AWS_DEFAULT_ACL", "GS_DEFAULT_ACL", "default_acl"):
            for item in scope.names.get(name, ()):
                if acl := _public(code, item.expr):
                    yield _acl(item.node, acl)
    for _, store in code.all_stores:
        label = key_text(store.key)
        if label in _ACL_KEYS and (acl := _public(code, store.value)):
            yield _acl(store.node, acl)


def _entry(code: Code, literal: Expr, label: str, value: Expr) -> Iterator[_Found]:
    if label in _ACL_KEYS and (acl := _public(code, value)):
        yield _acl(value.node, acl)
    elif label in _BLOCKS and is_false(value):
        yield value.node, f"`{label}` off lets a bucket be opened to everybody. Leave all four blocks on."
    elif label in _ENCRYPTION and is_false(value):
        yield value.node, f"`{label}` off keeps the data on disk as it is. Switch encryption on."
    elif label == "publicReadAccess" and is_true(value):
        yield value.node, f"Everybody may read this bucket (`publicReadAccess`). {_INSTEAD}"
    elif label == "access" and value.kind == "text" and value.value in {"container", "blob"}:
        call = literal.node.parent.parent if literal.node.parent is not None else None
        if call is not None and re.search(
            r"(create\w*|setAccessPolicy)\($", code.text(call)[: max(0, literal.node.start_byte - call.start_byte)]
        ):
            yield value.node, f"Everybody may read this container. {_INSTEAD}"
    elif label == "Access" and value.kind == "call" and value.args and _opens_container(code, value.args[0]):
        yield value.node, f"Everybody may read this container. {_INSTEAD}"
    elif label == "public" and is_true(value) and _uploads_to_google(code, literal):
        yield value.node, f"`public: true` lets everybody read it who knows or guesses its address. {_INSTEAD}"


def _uploads_to_google(code: Code, literal: Expr) -> bool:
    around = literal.node.parent.parent if literal.node.parent is not None else None
    if around is None or around.type != "call_expression" or b"@google-cloud/storage" not in code.data:
        return False
    return last_name(code.lower(around).target) in {"upload", "save", "createWriteStream", "create"}


def _of_names(code: Code) -> Iterator[_Found]:
    """Go: ``acl.Set(ctx, storage.AllUsers, storage.RoleReader)``; Python: ``acl.all().grant_read()``."""
    for call in code.calls:
        name = last_name(call.target)
        if name == "Set" and any(last_name(item) in {"AllUsers", "AllAuthenticatedUsers"} for item in call.args):
            yield call.node, f"Everybody may read it (`AllUsers`). {_INSTEAD}"
        elif name in {"grant_read", "grant_write"} and re.search(
            r"\.all(_authenticated)?\(\)\.grant_", code.text(call.node)
        ):
            yield call.node, f"Everybody may read it. {_INSTEAD}"
        elif (
            name in {"add", "append"}
            and "allUsers" in code.text(call.node)
            and "storage.object" in code.text(call.node)
        ):
            yield call.node, f"Everybody may read this bucket (`allUsers`). {_INSTEAD}"


def _of_policies(code: Code) -> Iterator[_Found]:
    """Policies of buckets, as objects or texts, that allow anybody."""
    for literal in code.dicts:
        keys = {key_text(key) for key, _ in literal.entries}
        if {"Effect", "Principal"} <= keys and _opens(code.text(literal.node)):
            yield literal.node, f"This policy allows everybody (`Principal: *`) to use the bucket. {_INSTEAD}"
    if code.language != "configuration" and b"Principal" in code.data:
        for call in code.calls:
            if re.search(r"(?i)bucket_?policy", last_name(call.target)):
                for item in call.args:
                    for value in code.values(item):
                        if value.kind in {"text", "template", "call"} and _opens(
                            code.text(value.node).replace('\\"', '"')
                        ):
                            yield (
                                call.node,
                                f"This policy allows everybody (`Principal: *`) to use the bucket. {_INSTEAD}",
                            )


def _opens(text: str) -> bool:
    return (
        _ANYBODY.search(text) is not None
        and _ALLOWS.search(text) is not None
        and _READS.search(text) is not None
        and "Condition" not in text
    )


def _configuration(file: SourceFile) -> Iterator[Match]:
    """CloudFormation and serverless templates, environment files, compose files that set a bucket up."""
    for number, line in enumerate(file.lines, 1):
        if _COMMENT.match(line):
            continue
        found = _CONFIGURED.match(line) or _MINIO.search(line)
        if found is None:
            continue
        key = found.groupdict().get("key", "") or ""
        if (key == "StorageEncrypted") != (found.groupdict().get("value") == "false"):
            continue
        if key == "StorageEncrypted":
            message = "`StorageEncrypted` off keeps the data on disk as it is. Switch encryption on."
        else:
            message = f"Everybody may read what is stored with `{short(found.group(0))}`. {_INSTEAD}"
        yield Match(_RULE, file.path, Position(number, found.start() + 1), Position(number, found.end() + 1), message)
