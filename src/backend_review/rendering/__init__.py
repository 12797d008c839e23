"""Templates joined with the code that renders them."""

from backend_review.rendering.data import Rendering
from backend_review.rendering.inline import may_have_templates
from backend_review.rendering.joined import Joined, Reached
from backend_review.rendering.library import Hit, Library

__all__ = ["Hit", "Joined", "Library", "Reached", "Rendering", "may_have_templates"]
