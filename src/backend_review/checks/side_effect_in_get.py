"""A GET that changes something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Audience, Confidence, Match
from backend_review.model.paging import is_about
from backend_review.model.paths import is_reached_by

# What a reader may leave behind: counters, logs, when somebody was last seen, tokens, caches; and what mail links do.
_HARMLESS = re.compile(
    r"(?i)log|audit|history|event|visit|view|click|hit|count|seen|last|activit|session|token|cache|metric|stat|track|analytic|"
    r"refresh|login|logout|callback|oauth|verif|confirm|activat|unsubscri|reset|auth|captcha|migrat|install|setup|init|health|read"
)


_COUNTERS = re.compile(
    r"(?i)^last|seen|count|(^|_)(views?|visits?|hits?|clicks?|reads?|downloads?|accessed\w*|opened\w*)$|_at$|[a-z]At$|token|cache"
)
_CHANGES = re.compile(
    r"(?i)(?:^|[/_-])(create|add|insert|update|edit|set|delete|remove|destroy|cancel|approve|reject|enable|disable|toggle|(?:re)?generate|"
    r"archive|restore|import|send|start|stop|run|trigger|clear|purge|like|follow|vote|mark)(?=$|[-_/{]|(?-i:[A-Z]))"
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each GET route whose handler writes, deletes or publishes, through calls too."""
    for found in backend.routes:
        if found.route.kind != "http" or found.methods != ("GET",):
            continue
        if _HARMLESS.search(found.path) or _HARMLESS.search(found.route.handler.name):
            continue
        for effect in backend.effects_of(found):
            if effect.chain and not is_about(found, effect.what):
                continue  # what another part of the program does on the way
            if effect.what in {"commit", "flush", "save"}:
                continue  # nothing says what is written
            if not is_reached_by(effect, "GET"):
                continue  # one handler for the form and for what it sends
            if effect.sets and all(_COUNTERS.search(name) for name in effect.sets):
                continue  # a counter, or when somebody was last seen
            names = [effect.what, *(call.name for call in effect.chain)]
            if effect.kind not in {"write", "delete", "publish"} or any(_HARMLESS.search(name) for name in names):
                continue
            what = {"write": "writes to", "delete": "deletes from", "publish": "publishes to"}[effect.kind]
            yield place_match(
                "side-effect-in-get",
                found.route.place,
                f"`{title(found)}` {what} `{effect.what}` ({effect.place.path}:{effect.place.line}), so a crawler, a "
                "prefetching browser or a retry changes data. Do it in a POST, PUT or DELETE route.",
                trace=(
                    *way(found),
                    *(step(call.place, f"calls {call.name}") for call in effect.chain),
                    step(effect.place, f"{what} {effect.what}"),
                ),
                confidence=Confidence.MEDIUM if effect.chain else None,
                # Without a word that says so, a reader may well be meant to leave something behind.
                audience=None if effect.kind == "delete" or _CHANGES.search(found.path) else Audience.PEDANTIC,
            )
            break
