"""``python -m backend_review``."""

from backend_review.cli import main

main()
