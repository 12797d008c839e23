"""Django's applications, and what a model says of itself. https://docs.djangoproject.com/en/stable/ref/models/meta/"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from backend_review.model.values import Kind, Known, Thing, text_of

_MODEL = re.compile(r"\.(?:\w*Model|AbstractUser|AbstractBaseUser|User|Group|Permission)$")


def app_label(path: str) -> str:
    """The name of the app that a module is in: the folder above ``models.py``, ``models/`` or ``migrations/``."""
    parts = PurePosixPath(path).parts[:-1]
    for folder in ("models", "migrations"):
        if folder in parts:
            parts = parts[: len(parts) - 1 - parts[::-1].index(folder)]
    return parts[-1] if parts else "app"


def options_of(kind: Kind) -> Thing | None:
    """A model's ``_meta``, by which code finds its app and its name; None for other classes."""
    if kind.scope.module.language != "python" or not any(_MODEL.search(name) for name in kind.libraries()):
        return None
    meta = kind.attributes.get("Meta")
    given = text_of(meta.attributes.get("app_label")) if isinstance(meta, Kind) else None
    label, name = given or app_label(kind.scope.module.path), kind.klass.name
    made = Thing("django.db.models.options.Options")
    made.attributes |= {
        "app_label": Known(label),
        "object_name": Known(name),
        "model_name": Known(name.lower()),
        "label": Known(f"{label}.{name}"),
        "label_lower": Known(f"{label}.{name.lower()}"),
    }
    return made
