"""Taint rules across functions and files.

The engine of the patterns follows values within one function. What a taint rule calls a source, a sink or a sanitiser
is found with the same engine as plain patterns (``marks``), and between these places values are followed over the
project's functions (``model/taint``), from the sinks back to those who call their functions (``rounds``).
"""

from backend_review.engines.crossfile.marks import Marker, across_files
from backend_review.engines.crossfile.rounds import Flows, follow

__all__ = ["Flows", "Marker", "across_files", "follow"]
