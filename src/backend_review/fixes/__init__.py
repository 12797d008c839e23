"""Fixes: what may be put in place of a finding's code, one module per rule and language.

``fixes/<language>/<rule_id>.py`` (hyphens as underscores; ``javascript`` is TypeScript's, too) has one function
``fix(site) -> Proposal | None``. It proposes; whether a proposal is right to offer is proven elsewhere (``proofs.py``).
"""
