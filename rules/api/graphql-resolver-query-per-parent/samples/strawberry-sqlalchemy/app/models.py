from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"


class Post(Base):
    __tablename__ = "posts"


class Company(Base):
    __tablename__ = "companies"
