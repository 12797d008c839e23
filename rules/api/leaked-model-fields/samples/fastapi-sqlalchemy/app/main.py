from fastapi import Depends, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from app import schemas
from app.db import get_db
from app.models import Account, Team, Vault
from app.repository import Accounts
from app.schemas import AccountOut

app = FastAPI()


@app.get("/accounts/{account_id}")
def show(account_id: int, db: Session = Depends(get_db)):
    # ruleid: leaked-model-fields
    return Accounts(db).by_id(account_id)


@app.get("/accounts")
def every(db: Session = Depends(get_db)):
    found = Accounts(db).all()
    # ruleid: leaked-model-fields
    return {"items": found, "count": len(found)}


@app.post("/accounts")
def create(email: str, db: Session = Depends(get_db)):
    account = Account(email=email, hashed_password="…")
    db.add(account)
    db.commit()
    # ruleid: leaked-model-fields
    return JSONResponse(jsonable_encoder(account), status_code=201)


@app.get("/v2/accounts", response_model=list[AccountOut])
def page(db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return Accounts(db).all()


@app.get("/v2/accounts/{account_id}")
def one(account_id: int, db: Session = Depends(get_db)) -> AccountOut:
    # ok: leaked-model-fields
    return Accounts(db).by_id(account_id)


@app.get("/v3/accounts/{account_id}")
def mapped(account_id: int, db: Session = Depends(get_db)):
    account = Accounts(db).by_id(account_id)
    # ok: leaked-model-fields
    return {"id": account.id, "email": account.email}


@app.get("/v4/accounts")
def listed(db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return [AccountOut.model_validate(account) for account in Accounts(db).all()]


@app.get("/v5/accounts/{account_id}", response_model=schemas.Account)
def same_name(account_id: int, db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return Accounts(db).by_id(account_id)


@app.get("/teams")
def teams(db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return db.query(Team).limit(20).all()


@app.get("/vaults/{vault_id}")
def vault(vault_id: int, db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return db.get(Vault, vault_id)


@app.get("/emails")
def emails(db: Session = Depends(get_db)):
    # ok: leaked-model-fields
    return db.query(Account.id, Account.email).limit(20).all()
