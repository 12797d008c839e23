"""A static reviewer for backend code in Python, JavaScript/TypeScript and Go."""

__version__ = "0.1.0"
