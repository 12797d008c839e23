from pydantic import BaseModel


class AccountOut(BaseModel):
    id: int
    email: str


class Account(BaseModel):
    id: int
