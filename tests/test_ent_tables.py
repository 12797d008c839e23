"""The tables of ent's schemas, as ``entc`` generates them."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.tables import Table
from frameworks.programs import backend_of

SCHEMA = """
    package schema

    import (
        "time"

        "entgo.io/ent"
        "entgo.io/ent/dialect/entsql"
        "entgo.io/ent/schema"
        "entgo.io/ent/schema/edge"
        "entgo.io/ent/schema/field"
        "entgo.io/ent/schema/index"
        "entgo.io/ent/schema/mixin"
        "github.com/google/uuid"
    )

    type Base struct {
        mixin.Schema
        key string
    }

    func (b Base) Fields() []ent.Field {
        return []ent.Field{
            field.UUID(b.key, uuid.UUID{}).Default(uuid.New),
        }
    }

    type User struct {
        ent.Schema
    }

    func (User) Mixin() []ent.Mixin {
        return []ent.Mixin{Base{key: "id"}, mixin.Time{}}
    }

    func (User) Fields() []ent.Field {
        return []ent.Field{
            field.String("email").MaxLen(100).Unique(),
            field.Enum("state").Values("on", "off").Default("on"),
            field.Time("seen").Optional().Nillable().StorageKey("seen_at"),
        }
    }

    func (User) Edges() []ent.Edge {
        owned := func(name string, of any) ent.Edge {
            return edge.To(name, of).Annotations(entsql.Annotation{OnDelete: entsql.Cascade})
        }
        return []ent.Edge{
            owned("pets", Pet.Type),
            edge.To("card", Card.Type).Unique(),
            edge.To("groups", Group.Type),
            edge.To("followers", User.Type).From("following"),
            edge.To("children", User.Type).From("parent").Unique(),
        }
    }

    type Pet struct {
        ent.Schema
    }

    func (Pet) Fields() []ent.Field {
        return []ent.Field{field.String("name"), field.Int("owner_id").Optional()}
    }

    func (Pet) Edges() []ent.Edge {
        return []ent.Edge{edge.From("owner", User.Type).Ref("pets").Unique().Required()}
    }

    func (Pet) Indexes() []ent.Index {
        return []ent.Index{index.Fields("name").Edges("owner").Unique()}
    }

    type Card struct {
        ent.Schema
    }

    func (Card) Edges() []ent.Edge {
        return []ent.Edge{edge.From("owner", User.Type).Ref("card").Unique()}
    }

    type Group struct {
        ent.Schema
    }

    func (Group) Annotations() []schema.Annotation {
        return []schema.Annotation{entsql.Annotation{Table: "teams"}}
    }

    func (Group) Edges() []ent.Edge {
        return []ent.Edge{edge.From("users", User.Type).Ref("groups"), edge.To("leader", User.Type).Unique().Required()}
    }
"""


def columns(table: Table) -> list[tuple[str, str, bool | None]]:
    return [(column.name, column.type, column.nullable) for column in table.columns.values()]


def references(table: Table) -> dict[str, tuple[str, str]]:
    return {
        column.name: (column.references.table, column.references.on_delete)
        for column in table.columns.values()
        if column.references is not None
    }


def test_ent(tmp_path: Path) -> None:
    files = {"go.mod": "module shop\n\nrequire entgo.io/ent v0.13.0\n", "ent/schema/schema.go": SCHEMA}
    found = {table.name: table for table in backend_of(tmp_path, files).tables}
    assert sorted(found) == ["cards", "pets", "teams", "user_followers", "user_groups", "users"]
    users, pets = found["users"], found["pets"]
    assert columns(users) == [
        ("id", "uuid", False), ("create_time", "timestamptz", False), ("update_time", "timestamptz", False),
        ("email", "text", False), ("state", "enum", False), ("seen_at", "timestamptz", True),
        ("user_children", "uuid", True),
    ]  # fmt: skip
    assert users.key == ("id",)
    assert users.columns["state"].values == ("on", "off")
    assert references(users) == {"user_children": ("users", "SET NULL")}
    assert columns(pets) == [
        ("id", "bigint", False), ("name", "text", False), ("owner_id", "bigint", True), ("user_pets", "uuid", False),
    ]  # fmt: skip
    assert references(pets) == {"user_pets": ("users", "CASCADE")}
    assert [(index.columns, index.unique) for index in pets.indexes if not index.primary] == [
        (("name", "user_pets"), True)
    ]
    cards = found["cards"]
    assert references(cards) == {"user_card": ("users", "SET NULL")}
    assert cards.unique_by(["user_card"])
    assert references(found["teams"]) == {"group_leader": ("users", "NO ACTION")}
    assert found["user_groups"].key == ("user_id", "group_id")
    assert found["user_followers"].key == ("user_id", "following_id")
    assert [(item.name, item.target, item.many) for item in pets.relations.values()] == [("owner", "User", False)]
