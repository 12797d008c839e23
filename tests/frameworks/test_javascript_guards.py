"""JavaScript middleware that hands on who says nothing of themselves, beside one that turns them away."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.model import guards
from frameworks.programs import backend_of

APP = """
    const express = require('express');
    const app = express();
    {guard}
    app.use(auth);
    app.get('/orders', (req, res) => res.json([]));
"""
OPTIONAL = [
    """function auth(req, res, next) {
        const { token } = tokenOf(req.headers);
        if (isNil(token)) { return next(); }
        if (!valid(token)) { return res.status(401).end(); }
        next();
    }""",
    """function auth(req, res, next) {
        if (req.isAuthenticated()) return next();
        const header = req.get('authorization');
        if (header) {
          if (!check(header)) return res.status(401).end();
        }
        return next();
    }""",
    """async function auth(req, res, next) {
        try {
          if (!req.headers.authorization) { next(); return; }
          req.user = verify(req.headers.authorization);
          next();
        } catch (error) { res.status(403).end(); }
    }""",
]
DEMANDING = [
    """function auth(req, res, next) {
        const token = req.headers.authorization;
        if (!token) { return res.status(401).end(); }
        next();
    }""",
    """function auth(req, res, next) {
        if (req.user) return next();
        res.status(401).end();
    }""",
    """function auth(req, res, next) {
        const token = req.cookies.token;
        if (config.closed) { return res.status(403).end(); }
        if (!token) { return next(new Error('401 unauthorized')); }
        next();
    }""",
    """function auth(req, res, next) {
        req.user = verifyToken(req.headers.authorization);
        if (!req.user) throw new Error('Unauthorized');
        next();
    }""",
]


@pytest.mark.parametrize(
    ("guard", "demands"), [*((text, False) for text in OPTIONAL), *((text, True) for text in DEMANDING)]
)
def test_who_says_nothing(tmp_path: Path, guard: str, demands: bool) -> None:
    (found,) = backend_of(tmp_path, {"app.js": APP.replace("{guard}", guard)}).routes
    assert bool(guards.authentication_of(found)) is demands
