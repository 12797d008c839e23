"""What the jwt-* rules share: which calls make and read JSON Web Tokens, and how payloads, keys and lifetimes are followed."""
