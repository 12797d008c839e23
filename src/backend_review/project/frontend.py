"""Telling code that runs in a browser from code that runs on a server, in repositories that hold both."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from backend_review.project.source import SourceFile

_UI_SUFFIXES = (".tsx", ".jsx", ".vue", ".svelte", ".html")
_UI_FOLDERS = re.compile(
    r"^((client|frontend|front|web|webapp|ui|public|static|assets|composables|webui|react|vue|angular|browser|mobile|"
    r"dashboard|website|extension)([-_](app|ui|src|client))?|[\w-]+[-_](frontend|ui|web|client)|front-end|\.storybook)$",
    re.IGNORECASE,
)
_SERVER_FOLDERS = re.compile(
    r"^(server|backend|back-end|functions|lambdas?|workers?|cron|controllers|middlewares?|[\w-]+[-_](api|server|backend|service))$",
    re.IGNORECASE,
)
_SERVER_PLACE = re.compile(
    r"^api/|(^|/)(pages/api/|app/(.*/)?route\.[jt]sx?$|routes?/.*\+server\.[jt]s$|server\.[cm]?[jt]s$)|"
    r"\.(controller|module|resolver|guard)\.ts$",
    re.IGNORECASE,
)
_UI_IMPORT = re.compile(
    rb"""(?:from|import|require)\s*\(?\s*['"](?:react(?!-dom/server|-email)(?:-[\w-]+)?|preact|vue(?:-router|x)?|pinia|svelte|"""
    rb"""@angular/[\w/-]+|solid-js|next/(?:navigation|router|link|image)|@tanstack/(?:react|vue)-[\w-]+|"""
    rb"""@reduxjs/[\w/-]+|redux|redux-[\w-]+|mobx[\w-]*|swr|@vueuse/[\w-]+|element-plus|antd|@mui/[\w/-]+|@chakra-ui/[\w-]+|"""
    rb"""jquery|localforage|expo[\w-]*|electron|prosemirror-view|codemirror)(?:/[^'"]*)?['"]"""
)
_UI_GLOBALS = re.compile(
    rb"""\bwindow\s*\.\s*(?:location|localStorage|sessionStorage|document|open|fetch|addEventListener|history|navigator)\b|"""
    rb"""\bdocument\s*\.\s*(?:getElementById|querySelector(?:All)?|cookie|createElement|addEventListener)\b|"""
    rb"""\b(?:local|session)Storage\b|\bnavigator\.(?:onLine|userAgent|clipboard)|\bimport\.meta\.env\b|"""
    rb"""\bprocess\.env\.(?:REACT_APP|NEXT_PUBLIC|VUE_APP)_|^\s*['"]use client['"]""",
    re.MULTILINE,
)
_SERVER_IMPORT = re.compile(
    rb"""(?:from|import|require)\s*\(?\s*['"](?:express|koa|fastify|hono|@nestjs/[\w/-]+|@hapi/hapi|restify|@hono/[\w/-]+|"""
    rb"""node:[\w/]+|fs|path|http|https|crypto|os|child_process|next/server|pg|mysql2?|mongoose|mongodb|sequelize|typeorm|"""
    rb"""@prisma/client|knex|ioredis|redis|amqplib|kafkajs|bullmq?|winston|pino|aws-lambda)(?:/[^'"]*)?['"]"""
)
_UI_PACKAGES = {
    "react", "react-dom", "preact", "vue", "svelte", "@angular/core", "solid-js", "jquery", "react-native", "expo",
    "@vitejs/plugin-vue", "@vitejs/plugin-react", "react-scripts",
}  # fmt: skip
_SERVER_PACKAGES = {
    "express", "koa", "fastify", "hono", "@nestjs/core", "@hapi/hapi", "restify", "pg", "mysql2", "mongoose",
    "sequelize", "typeorm", "@prisma/client", "knex", "ioredis", "redis", "amqplib", "kafkajs", "bullmq", "next",
}  # fmt: skip


def is_frontend(file: SourceFile) -> bool:
    """Whether a JavaScript or TypeScript file is (most likely) code for a browser or an app, not for a server."""
    if file.language not in {"javascript", "typescript"}:
        return False
    if _UI_IMPORT.search(file.data):
        return True
    if _SERVER_IMPORT.search(file.data) or _SERVER_PLACE.search(file.path):
        return False
    if file.path.endswith(_UI_SUFFIXES) or _UI_GLOBALS.search(file.data):
        return True
    for folder in reversed(Path(file.path).parts[:-1]):
        if _SERVER_FOLDERS.match(folder):
            return False
        if _UI_FOLDERS.match(folder):
            return True
    return _package_is_frontend(file.root, str(Path(file.path).parent))


@lru_cache(maxsize=4096)
def _package_is_frontend(root: Path, folder: str) -> bool:
    """Whether the nearest ``package.json`` at or above a folder is that of a browser application."""
    place = root / folder
    while True:
        manifest = place / "package.json"
        if manifest.is_file():
            return _names_ui_only(manifest)
        if place == root or root not in place.parents:
            return False
        place = place.parent


def _names_ui_only(manifest: Path) -> bool:
    try:
        content = json.loads(manifest.read_bytes()[: 512 * 1024])
    except (OSError, ValueError):
        return False
    if not isinstance(content, dict):
        return False
    names: set[str] = set()
    for key in ("dependencies", "devDependencies", "peerDependencies"):
        section = content.get(key)
        if isinstance(section, dict):
            names.update(section)
    return bool(names & _UI_PACKAGES) and not names & _SERVER_PACKAGES
