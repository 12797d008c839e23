from fastapi import HTTPException
from sqlalchemy.orm import Session

from models import Invoice


def find_invoice(db: Session, number: str):
    # ok: unchecked-lookup
    return db.query(Invoice).filter(Invoice.number == number).one_or_none()


def invoice_or_404(db: Session, number: str):
    # ok: unchecked-lookup
    found = db.query(Invoice).filter(Invoice.number == number).one_or_none()
    if found is None:
        raise HTTPException(404, "no such invoice")
    return found


def require(row):
    if row is None:
        raise HTTPException(404)
