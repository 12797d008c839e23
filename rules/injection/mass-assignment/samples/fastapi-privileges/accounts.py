from fastapi import APIRouter, Depends

from db import session
from models import Account
from schemas import Choice, OwnProfileUpdate, ProfileUpdate, Signup
from store import update_account

router = APIRouter()


@router.put("/profile")
def change_profile(body: ProfileUpdate, db=Depends(session)):
    account = db.get(Account, 1)
    # ruleid: mass-assignment
    return update_account(db, account, **body.model_dump())


@router.patch("/profile")
def patch_profile(body: ProfileUpdate, db=Depends(session)):
    account = db.get(Account, 1)
    # ok: mass-assignment
    return update_account(db, account, **body.model_dump(exclude={"is_admin"}))


@router.put("/profile/own")
def change_own_profile(body: OwnProfileUpdate, db=Depends(session)):
    account = db.get(Account, 1)
    # ok: mass-assignment
    return update_account(db, account, **body.model_dump())


@router.post("/signup")
def sign_up(body: Signup, db=Depends(session)):
    account = Account(name=body.name, role=body.role)
    # ruleid: mass-assignment
    db.add(account)
    db.commit()
    return {"id": account.id}


@router.post("/choose")
def choose(body: Choice, db=Depends(session)):
    # ok: mass-assignment
    account = Account(name=body.name, role=body.role)
    db.add(account)
    db.commit()
    return {"id": account.id}
