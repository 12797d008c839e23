from .documents import Documents
from .documents import attachment as fetch_attachment

__all__ = ["Documents", "fetch_attachment"]
