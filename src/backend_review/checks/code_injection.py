"""code-injection: code that is merely built matters on a server, not in a developer's script."""

from __future__ import annotations

from backend_review.checks.command_injection import refine

__all__ = ["refine"]
