"""Fixes of JavaScript and TypeScript code: a module per rule; modules that begin with ``_`` are what they share."""
