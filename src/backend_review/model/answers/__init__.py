"""What a route's handler answers: found by following it, and the helpers it calls."""

from backend_review.model.answers.data import Answer

__all__ = ["Answer"]
