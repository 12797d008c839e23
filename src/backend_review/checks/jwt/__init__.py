"""What the jwt-* rules share: which calls make and read tokens, and how payloads, keys and lifetimes are followed."""
