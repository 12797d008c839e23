"""Orders and what is mailed about them."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, HTTPException
from jinja2 import Template
from sqlalchemy.orm import Session

from shop import services
from shop.models import Order, User, get_session
from shop.schemas import OrderIn
from shop.security import current_admin, current_user

router = APIRouter(prefix="/orders", tags=["orders"])
Database = Annotated[Session, Depends(get_session)]
Caller = Annotated[User, Depends(current_user)]

CONFIRMATION = Template("Thank you, {{ name }}! Your order {{ number }} is on its way.")


@router.get("")
def history(user: Caller, session: Database):
    """All orders of the caller, newest first."""
    return services.order_history(session, user)


@router.post("", status_code=201)
def place(data: OrderIn, user: Caller, session: Database) -> dict[str, int | str]:
    """Order something."""
    try:
        order = services.place_order(session, user, data.lines)
    except services.OutOfStock as error:
        raise HTTPException(409, "Not in stock") from error
    return {"id": order.id, "message": CONFIRMATION.render(name=user.name, number=order.id)}


@router.get("/{order_id}")
def details(order_id: int, user: Caller, session: Database) -> dict[str, int | str]:
    """One order."""
    order = session.get(Order, order_id)
    if order is None:
        raise HTTPException(404, "No such order")
    return {"id": order.id, "status": order.status, "lines": len(order.lines)}


@router.post("/{order_id}/payment")
def pay(order_id: int, card_token: Annotated[str, Body(embed=True)], user: Caller, session: Database) -> dict[str, str]:
    """Pay an order."""
    order = session.get(Order, order_id)
    if order is None or order.user_id != user.id:
        raise HTTPException(404, "No such order")
    if not services.charge(order, card_token):
        raise HTTPException(402, "Payment refused")
    order.status = "paid"
    session.commit()
    return {"status": order.status}


@router.post("/mail-preview")
def preview(template: Annotated[str, Body(embed=True)], admin: Annotated[User, Depends(current_admin)]) -> dict[str, str]:
    """What a mail template looks like."""
    return {"text": Template(template).render(name=admin.name, number=1)}
