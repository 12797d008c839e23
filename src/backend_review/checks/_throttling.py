"""Rate limits that are set up where no route shows them: in settings, in a gateway's configuration."""

from __future__ import annotations

import re

from backend_review.backend import Backend

_LIMITS = re.compile(
    rb"limit_req|DEFAULT_THROTTLE|axes\.middleware|AXES_|rate-limiting|rateLimit:|\.ratelimit\.|RateLimitMiddleware|"
    rb"SlowAPIMiddleware|RATELIMIT_DEFAULT|default_limits|ThrottlerGuard"
)


def limited_elsewhere(backend: Backend) -> bool:
    """Whether some file of the project sets up a limit for the whole application."""
    return any(
        _LIMITS.search(file.data) is not None
        for file in backend.project.files.values()
        if file.role in {"production", "script"}
    )
