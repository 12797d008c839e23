"""The collections of MongoEngine's and Beanie's documents."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.tables import Table
from frameworks.programs import backend_of


def tables(folder: Path, text: str) -> dict[str, Table]:
    return {table.model: table for table in backend_of(folder, {"models.py": text}).tables}


def columns(table: Table) -> list[tuple[str, str, bool | None]]:
    return [(column.name, column.type, column.nullable) for column in table.columns.values()]


def indexes(table: Table) -> list[tuple[tuple[str, ...], bool, str]]:
    return [(index.columns, index.unique, index.where) for index in table.indexes if not index.primary]


def test_mongoengine(tmp_path: Path) -> None:
    found = tables(
        tmp_path,
        """
        import mongoengine as me
        from mongoengine import CASCADE, Document, EmbeddedDocument, fields
        from mongoengine.fields import StringField

        class Stamped(Document):
            meta = {"abstract": True, "indexes": ["-created"]}
            created = fields.DateTimeField(required=True)

        class Address(EmbeddedDocument):
            city = StringField(db_field="c", required=True)
            owner = fields.ReferenceField("User")

        class User(Stamped):
            email = StringField(required=True, unique=True, max_length=100)
            name = StringField(unique_with="address.city")
            address = me.EmbeddedDocumentField(Address)
            friends = me.ListField(me.ReferenceField("self"))
            tenant = me.ReferenceField("Tenant", reverse_delete_rule=CASCADE)
            state = StringField(choices=[("a", "Active"), ("b", "Blocked")], default="a")
            meta = {"indexes": [("tenant", "-created"), {"fields": ["$name"], "sparse": True}, "address.city"]}

        class HTTPTenant(me.DynamicDocument):
            slug = StringField(primary_key=True)
            meta = {"collection": "tenants", "allow_inheritance": True}

        class Tenant(HTTPTenant):
            size = fields.IntField()
        """,
    )
    assert sorted(found) == ["HTTPTenant", "Tenant", "User"]
    user, tenant = found["User"], found["Tenant"]
    assert (user.name, user.kind, user.dialect, user.library) == ("user", "collection", "mongodb", "mongoengine")
    assert columns(user) == [
        ("_id", "id", False), ("created", "timestamptz", False), ("email", "text", False), ("name", "text", True),
        ("address", "object", True), ("address.c", "text", False), ("address.owner", "id", True),
        ("friends", "array", True), ("tenant", "id", True), ("state", "text", True),
    ]  # fmt: skip
    assert indexes(user) == [
        (("email",), True, ""), (("name", "address.c"), True, ""), (("tenant", "created"), False, ""),
        (("name",), False, "…"), (("address.c",), False, ""), (("created",), False, ""),
    ]  # fmt: skip
    assert user.columns["state"].values == ("a", "b")
    reference = user.columns["tenant"].references
    assert reference is not None
    assert (reference.table, reference.on_delete) == ("tenants", "CASCADE")
    assert [(item.name, item.target, item.many) for item in user.relations.values()] == [
        ("address.owner", "User", False), ("friends", "User", True), ("tenant", "Tenant", False),
    ]  # fmt: skip
    assert (tenant.name, tenant.key) == ("tenants", ("_id",))


def test_beanie(tmp_path: Path) -> None:
    found = tables(
        tmp_path,
        """
        from datetime import datetime
        from typing import Annotated, List, Optional

        import pymongo
        from beanie import BackLink, Document, Indexed, Link, init_beanie
        from pydantic import Field
        from pymongo import IndexModel

        class Base(Document):
            created: datetime

        class House(Base):
            number: Indexed(int, unique=True)
            rooms: BackLink["Room"] = Field(original_field="house")

        class Room(Base):
            label: Annotated[str, Indexed()] = Field(alias="lbl")
            note: Optional[str] = None
            kind: str | None
            house: Link[House]
            doors: List[Link["Room"]] = []

            class Settings:
                name = "rooms"
                indexes = [
                    "note",
                    [("kind", pymongo.ASCENDING), ("note", pymongo.DESCENDING)],
                    IndexModel([("house", 1)], unique=True, partialFilterExpression={"kind": "a"}, name="one"),
                ]

        class RoomOut(Room):
            shown: bool

        async def start(db):
            await init_beanie(database=db, document_models=[House, "models.Room"])
        """,
    )
    assert sorted(found) == ["House", "Room"]
    house, room = found["House"], found["Room"]
    assert (house.name, room.name, room.kind) == ("House", "rooms", "collection")
    assert columns(house) == [("_id", "id", False), ("created", "timestamptz", False), ("number", "bigint", False)]
    assert indexes(house) == [(("number",), True, "")]
    assert columns(room) == [
        ("_id", "id", False), ("created", "timestamptz", False), ("lbl", "text", False), ("note", "text", True),
        ("kind", "text", True), ("house", "object", False), ("doors", "array", False),
    ]  # fmt: skip
    assert indexes(room) == [
        (("lbl",), False, ""), (("note",), False, ""), (("kind", "note"), False, ""), (("house",), True, "…"),
    ]  # fmt: skip
    assert room.columns["house"].references is not None
    assert [(item.name, item.target, item.many) for item in room.relations.values()] == [
        ("house", "House", False), ("doors", "Room", True),
    ]  # fmt: skip
    assert house.relations["rooms"].target == "Room"
