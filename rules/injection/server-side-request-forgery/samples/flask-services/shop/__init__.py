from .service import Orders
from .service import recent as recent_orders

__all__ = ["Orders", "recent_orders"]
