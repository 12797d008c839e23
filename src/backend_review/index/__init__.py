"""The index: source files parsed once, in forms that are the same for every language."""
