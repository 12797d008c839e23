from fastapi import APIRouter, Depends

from db import session
from models import Account
from schemas import ProfileUpdate
from store import update_account

router = APIRouter()


@router.put("/accounts/{account_id}")
def change_account(account_id: int, body: ProfileUpdate, db=Depends(session)):
    account = db.get(Account, account_id)
    # ok: mass-assignment
    return update_account(db, account, **body.model_dump())
