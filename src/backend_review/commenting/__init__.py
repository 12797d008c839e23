"""Findings as comments of a pull request: read a report, see what is there already, and say only what is new.

``plan.py`` is a pure function from a report and the state of the pull request to operations, ``sender.py`` carries them
out; what is known of GitHub's API is in ``github.py`` and ``transport.py``.
"""
