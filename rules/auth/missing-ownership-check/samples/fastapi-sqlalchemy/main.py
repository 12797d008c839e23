from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from auth import current_active, current_root, get_current_user, require_admin
from db import get_db
from models import Comment, Note, Order, User
from service import delete_order, own_order

app = FastAPI()


@app.get("/orders")
def orders(user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    return db.query(Order).filter(Order.user_id == user.id).limit(50).all()


@app.post("/notes")
def add_note(text: str, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    db.add(Note(text=text, user_id=user.id))
    db.commit()


# pedantic: missing-ownership-check
@app.get("/orders/{order_id}")
def show(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is None:
        raise HTTPException(404)
    return order


# ruleid: missing-ownership-check
@app.delete("/orders/{order_id}")
def remove(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    delete_order(db, order_id)
    return {"by": user.id}


# ruleid: missing-ownership-check
@app.patch("/notes/{note_id}")
def edit_note(note_id: int, text: str, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    note = db.query(Note).filter_by(id=note_id).first()
    if not note:
        raise HTTPException(404)
    note.text = text
    db.commit()


# ok: missing-ownership-check
@app.get("/notes/{note_id}")
def note(note_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    found = db.get(Note, note_id)
    if not found or found.user_id != user.id:
        raise HTTPException(404)
    return found


# ok: missing-ownership-check
@app.put("/orders/{order_id}")
def scoped(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    order = db.query(Order).filter(Order.id == order_id, Order.user_id == user.id).first()
    if order is None:
        raise HTTPException(404)
    order.status = "changed"
    db.commit()


# ok: missing-ownership-check
@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    order = own_order(db, order_id, user)
    order.status = "cancelled"
    db.commit()


# ok: missing-ownership-check
@app.delete("/admin/orders/{order_id}")
def purge(order_id: int, user: User = Depends(require_admin), db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


# ok: missing-ownership-check
@app.patch("/comments/{comment_id}")
def moderate(comment_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    comment = db.get(Comment, comment_id)
    if comment is None:
        raise HTTPException(404)
    comment.seen = True
    db.commit()


# ok: missing-ownership-check
@app.delete("/any-orders/{order_id}")
def remove_any(order_id: int, user: User = Depends(current_root), db: Session = Depends(get_db)):
    delete_order(db, order_id)


# ruleid: missing-ownership-check
@app.delete("/some-orders/{order_id}")
def remove_some(order_id: int, user: User = Depends(current_active), db: Session = Depends(get_db)):
    delete_order(db, order_id)
