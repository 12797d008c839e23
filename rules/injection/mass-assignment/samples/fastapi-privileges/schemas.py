from typing import Literal, Optional

from pydantic import BaseModel


class ProfileUpdate(BaseModel):
    name: Optional[str] = None
    is_admin: Optional[bool] = None


class OwnProfileUpdate(BaseModel):
    name: Optional[str] = None
    plan: Optional[str] = None


class Signup(BaseModel):
    name: str
    role: str = "reader"


class Choice(BaseModel):
    name: str
    role: Literal["buyer", "seller"]
