"""A source file: its place, language, role and text."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from backend_review.project.roles import role_of

LANGUAGE_OF_SUFFIX = {
    ".py": "python", ".pyi": "python", ".pyw": "python", ".wsgi": "python",
    ".js": "javascript", ".jsx": "javascript", ".mjs": "javascript", ".cjs": "javascript",
    ".ts": "typescript", ".tsx": "typescript", ".mts": "typescript", ".cts": "typescript",
    ".go": "go",
}  # fmt: skip

# Schemas of data, of GraphQL and of gRPC services: read for the backend model, no source code of their own.
SCHEMA_SUFFIXES = {
    ".sql": "sql", ".prisma": "prisma",
    ".graphql": "graphql", ".graphqls": "graphql", ".gql": "graphql",
    ".proto": "protobuf",
}  # fmt: skip

# Prose: what is in it is read by people and by models, so only rules about that look at it.
PROSE_SUFFIXES = {".md": "markdown", ".mdx": "markdown", ".markdown": "markdown"}

# Server-side templates: read for what they write into pages. A page that is none is left out (``files.py``).
TEMPLATE_SUFFIXES = {
    ".html", ".htm", ".jinja", ".jinja2", ".j2", ".njk", ".nunjucks", ".twig", ".ejs", ".eta", ".hbs", ".handlebars",
    ".mustache", ".pug", ".jade", ".tmpl", ".gohtml", ".gotmpl", ".tpl",
}  # fmt: skip

# Files that are not code but that a check may read (settings, credentials, compose).
CONFIGURATION_SUFFIXES = {".env", ".yaml", ".yml", ".json", ".ini", ".cfg", ".conf", ".toml", ".properties"}


def language_of(name: str) -> str | None:
    """The language of a file name: a reviewed one, one of schemas, configuration, markdown, template, or None."""
    path = Path(name)
    language = LANGUAGE_OF_SUFFIX.get(path.suffix)
    if language:
        return language
    if path.suffix in SCHEMA_SUFFIXES:
        return SCHEMA_SUFFIXES[path.suffix]
    if path.suffix in PROSE_SUFFIXES:
        return PROSE_SUFFIXES[path.suffix]
    if path.suffix in CONFIGURATION_SUFFIXES or path.name == ".env" or path.name.startswith(".env."):
        return "configuration"
    if path.suffix.lower() in TEMPLATE_SUFFIXES:
        return "template"
    return None


class SourceFile:
    """One file of the project under review. Reading is late and happens once; the content is never executed."""

    def __init__(self, root: Path, path: str, language: str, role: str, content: bytes | None = None) -> None:
        """``path`` is relative to ``root`` with ``/``; ``content`` replaces what is on disk."""
        self.root = root
        self.path = path
        self.language = language
        self.role = role
        self._content = content

    @classmethod
    def from_content(cls, root: Path, path: str, content: bytes) -> SourceFile:
        """A file whose content came another way than from disk, under the name it would have."""
        return cls(root, path, language_of(path) or "", role_of(path), content)

    @property
    def absolute(self) -> Path:
        return self.root / self.path

    @property
    def on_disk(self) -> bool:
        """Whether the content is that of the file on disk, so that an engine may read it itself."""
        return self._content is None

    @cached_property
    def data(self) -> bytes:
        """The file's bytes. Raises OSError when it cannot be read."""
        return self._content if self._content is not None else self.absolute.read_bytes()

    @cached_property
    def text(self) -> str:
        """The file's text: UTF-8, bytes that are not shown as U+FFFD."""
        return self.data.decode("utf-8", errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, split only where engines split: at LF (a CR before it is dropped)."""
        return [line.rstrip("\r") for line in self.text.split("\n")]

    def line(self, number: int) -> str:
        """A line by its number from 1; empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column_of_byte(self, line: int, byte_column: int) -> int:
        """The character column (from 1) of a byte column (from 1), as engines count in bytes."""
        text = self.line(line)
        if text.isascii():
            return byte_column
        return len(text.encode("utf-8")[: byte_column - 1].decode("utf-8", errors="ignore")) + 1
