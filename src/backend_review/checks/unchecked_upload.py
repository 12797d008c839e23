"""Uploaded files that are stored under the name their sender gave them, or as whatever they say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import given, match_at, short
from backend_review.finding import Match
from backend_review.index.expressions import Code, Expr, Scope, code_of, key_text, last_name
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "unchecked-upload"
_QUICK = re.compile(
    rb"filename|originalname|originalFilename|Filename|FileName\(\)|\.mv\(|SaveUploadedFile|SaveFile|UploadedFile|multer|FILES|formidable|\.files?\b"
)
_GO_UPLOADS = re.compile(rb"multipart|FormFile|MultipartForm|SaveUploadedFile|SaveFile")
_MAX_DEPTH = 6
# How each library calls the name that the sender chose.
_NAMES = {
    "python": {"filename", "name", "raw_filename"},
    "javascript": {"originalname", "originalFilename", "filename", "name"},
    "go": {"Filename"},
}
_UPLOAD = re.compile(
    r"(?i)^(\w*files?\w*|upload\w*|\w*upload|image|photo|picture|avatar|attachment|document|media|part|field|f|fh|header|handler|item|data|blob|img|doc|pic)$"
)
# What writes: the argument that says where, by its position.
_WRITES = {
    "open": 0, "write_bytes": -1, "write_text": -1, "move": 1, "copy": 1, "copyfile": 1, "rename": 1, "replace": 1,
    "createWriteStream": 0, "writeFile": 0, "writeFileSync": 0, "renameSync": 1, "copyFile": 1, "copyFileSync": 1, "mv": 0,
    "Create": 0, "OpenFile": 0, "WriteFile": 0, "SaveUploadedFile": 1, "SaveFile": 1, "write": 0,
}  # fmt: skip
_WRITES_OF = {
    "open": re.compile(r"^(open|aiofiles\.open|anyio\.open_file|io\.open|.*\(\)\.open)$"),
    "move": re.compile(r"^(shutil\.move|fs.*|fse?\..*)$"),
    "copy": re.compile(r"^(shutil\.copy|fs.*)$"),
    "rename": re.compile(r"^(os\.rename|fs.*|node:fs.*)$"),
    "replace": re.compile(r"^os\.replace$"),
    "Create": re.compile(r"^os\.Create$"),
    "OpenFile": re.compile(r"^os\.OpenFile$"),
    "WriteFile": re.compile(r"^(os|io/ioutil)\.WriteFile$"),
    "write": re.compile(r"^Bun\.write$"),
}
_CLEANS = re.compile(
    r"(?i)secure_?filename|sanitize|slugify|slug|uuid|nanoid|ulid|random|token_|hash|md5|sha\d|hexdigest|extname|splitext|\.Ext$|suffix|"
    r"get_valid_filename|get_available_name|generate\w*name|unique\w*name|mkstemp|NamedTemporaryFile|tmpname|cuid|objectid|timestamp"
)
_CHECKS = re.compile(
    r"(?i)allowed|\bALLOW|white_?list|content_?type|mime_?type|\bmime|extension|splitext|extname|filepath\.Ext|path\.Ext|endswith|HasSuffix|"
    r"fileFilter|magic|filetype|imghdr|Image\.open|DetectContentType|mimetypes|is_?valid|validat|\.suffix|accept|sharp\(|ParseFilePipe"
)


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each place that stores an upload under its own name with no look at what it is."""
    if not _QUICK.search(file.data) or is_frontend(file):
        return
    if file.language == "go" and not _GO_UPLOADS.search(file.data):
        return
    code = code_of(file)
    if code is None:
        return
    seen: set[int] = set()
    for node, name in (*_writes(code), *_saves(code), *_storages(code)):
        if node.start_point[0] in seen or _is_checked(code, node):
            continue
        seen.add(node.start_point[0])
        yield match_at(
            _RULE,
            file,
            node,
            f"The upload is stored as `{short(name, 40)}`, a name that its sender chose, and nothing looks at what it is: a page or script "
            "can be put where the server hands it out, or over another file. Check type and size, and store it under a generated name.",
        )


def _is_checked(code: Code, node: Node) -> bool:
    """Whether the functions around a place, or those that they call, look at the type of the file."""
    scope = code.function_of(node)
    depth = 0
    while scope is not None and depth < 4:
        if _CHECKS.search(_without_names(code.text(scope.node))):
            return True
        scope = code.function_of(scope.node.parent) if scope.node.parent is not None else None
        depth += 1
    function = code.function_of(node)
    if function is None:
        return _CHECKS.search(_without_names(code.text(code.tree.root_node))) is not None
    holder = function.node.parent
    decorators = code.text(holder) if holder is not None and holder.type == "decorated_definition" else ""
    if _CHECKS.search(_without_names(decorators)):
        return True
    return any(
        _CHECKS.search(_without_names(code.text(called.node)))
        for call in code.calls
        if function.node.start_byte <= call.node.start_byte < function.node.end_byte
        for called in code.functions_called(call)
    )


def _without_names(text: str) -> str:
    """Code without comments, and without what only names a type."""
    return re.sub(
        r"(?m)^\s*(?://|#).*$|application/|Content-Type[\"']?\s*[:,]\s*[\"']application/json[\"']|[\"']content-?type[\"']\s*:",
        "",
        text,
    )


def _client_name(code: Code, expr: Expr | None, depth: int = 0) -> str:
    """The sender's name for the file, where a value has it in it as it is; "" elsewhere."""
    if expr is None or depth > _MAX_DEPTH:
        return ""
    if expr.kind in {"attr", "index"}:
        label = expr.name or (key_text(expr.args[0]) if expr.args else "") or ""
        if label in _NAMES[code.language] and _is_upload(code, expr.target, label):
            return code.text(expr.node)
    if expr.kind == "call":
        return _through_call(code, expr, depth)
    if expr.kind in {"template", "binary", "list"}:
        names = [_client_name(code, item, depth + 1) for item in expr.args]
        if any(_is_generated(code, item) for item in expr.args):
            return ""
        return next((name for name in names if name), "")
    if expr.kind == "choice":
        return next((name for item in expr.args if (name := _client_name(code, item, depth + 1))), "")
    if expr.kind in {"name", "attr"}:
        for item in list(code.behind(expr, depth))[:6]:
            if item is not expr and (name := _client_name(code, item, depth + 1)):
                return name
    return ""


def _through_call(code: Code, call: Expr, depth: int) -> str:
    name = last_name(call.target)
    text = code.text(call.target.node) if call.target is not None else ""
    if name == "FileName" and code.language == "go":
        return code.text(call.node)
    if _CLEANS.search(text) or name in {"basename", "Base"}:
        # A base name stays the sender's, but cannot leave the folder; it is still a name that others may have.
        return _client_name(code, call.args[0], depth + 1) if name in {"basename", "Base"} and call.args else ""
    if name in {"join", "resolve", "Join", "Path", "str", "String", "Sprintf", "format", "normalize", "abspath", "Clean", "joinpath",
                "PurePath", "path", "toString"}:  # fmt: skip
        if any(_is_generated(code, item) for item in call.args):
            return ""
        owner = call.target.target if call.target is not None and call.target.kind == "attr" else None
        for item in (*call.args, *([owner] if owner is not None and name in {"toString", "format"} else [])):
            if found := _client_name(code, item, depth + 1):
                return found
    return ""


def _is_generated(code: Code, expr: Expr) -> bool:
    """Whether a part makes the name one that the sender cannot know: a random value, a time, a row's key."""
    for value in (expr, *list(code.behind(expr, 0))[:3]):
        text = code.text(value.node)
        if _CLEANS.search(text) or re.search(r"(?i)\bnow\b|Date\.now|time\(\)|getTime|\.id\b|_id\b|\bID\b", text):
            return True
    return False


def _is_upload(code: Code, owner: Expr | None, label: str) -> bool:
    """Whether an object is an uploaded file: by what it is made of, its declared type, or where the name is one of its own."""
    if owner is None:
        return False
    if label in {"originalname", "originalFilename", "Filename"}:
        return True
    text = code.text(owner.node)
    if re.search(r"\b(req|request|ctx\.request|c\.req)\.(files?|FILES)\b|\.files\[|\.FILES\[|\.file\(\)", text):
        return True
    if owner.kind not in {"name", "attr", "index"}:
        return False
    for item in code.definitions(owner.name, owner.node) if owner.kind == "name" else ():
        if re.search(r"UploadFile|UploadedFile|FileStorage|MultipartFile|\bFile\b", item.annotation):
            return True
        made = code.text(item.expr.node) if item.expr is not None else ""
        if re.search(
            r"\bfiles?\b|FILES|multipart|UploadFile|\.file\(|parseBody|formData|\bFile\(", made
        ) and _UPLOAD.match(owner.name):
            return True
    return False


def _writes(code: Code) -> Iterator[tuple[Node, str]]:
    for call in code.calls:
        method = last_name(call.target)
        position = _WRITES.get(method)
        if position is None:
            continue
        qualified = code.qualify(call.target) or (code.text(call.target.node) if call.target is not None else "")
        wanted = _WRITES_OF.get(method)
        if wanted is not None and not wanted.match(qualified):
            continue
        if method == "open" and not _opens_to_write(code, call):
            continue
        if method in {"SaveFile", "SaveUploadedFile"} and len(call.args) < 2:
            continue
        where = _receiver(call) if position == -1 or (method == "open" and qualified.endswith("().open")) else None
        if where is None:
            where = call.args[position] if 0 <= position < len(call.args) else None
        if name := _client_name(code, where):
            yield call.node, name


def _receiver(call: Expr) -> Expr | None:
    return call.target.target if call.target is not None else None


def _opens_to_write(code: Code, call: Expr) -> bool:
    modes = [*call.args, *call.named.values()]
    return any(item.kind == "text" and re.fullmatch(r"[wax]b?\+?|[wax]\+?b?", str(item.value)) for item in modes)


def _saves(code: Code) -> Iterator[tuple[Node, str]]:
    """``file.save(path)`` of Flask, ``storage.save(name, file)`` of Django."""
    if code.language != "python":
        return
    for call in code.calls:
        if last_name(call.target) != "save" or not call.args:
            continue
        if name := _client_name(code, call.args[0]):
            yield call.node, name


def _storages(code: Code) -> Iterator[tuple[Node, str]]:
    """multer's ``diskStorage({ filename(req, file, cb) { cb(null, file.originalname) } })``, where no ``fileFilter`` looks."""
    if code.language != "javascript" or "fileFilter" in code.text(code.tree.root_node):
        return
    for call in code.calls:
        if last_name(call.target) != "diskStorage":
            continue
        names = given(code, call).get("filename")
        scope = _function(code, names)
        if scope is None:
            continue
        for other in code.calls:
            inside = scope.node.start_byte <= other.node.start_byte < scope.node.end_byte
            if inside and len(other.args) == 2 and (name := _client_name(code, other.args[1])):
                yield other.node, name


def _function(code: Code, expr: Expr | None) -> Scope | None:
    if expr is None:
        return None
    for value in code.values(expr):
        found = code.scopes.get(value.node.id)
        if found is not None and found.kind == "function":
            return found
    return None
