"""Fixes of a review's findings: proposed, proven in memory, and put in place."""
