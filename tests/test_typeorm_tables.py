"""The tables of TypeORM's entity classes."""

from __future__ import annotations

from pathlib import Path

from test_tables import columns, indexes, tables

ENTITIES = """
    import { ChildEntity, Column, CreateDateColumn, DeleteDateColumn, Entity, Index, JoinColumn, JoinTable, ManyToMany,
      ManyToOne, OneToMany, OneToOne, PrimaryColumn, PrimaryGeneratedColumn, TableInheritance, Unique } from 'typeorm'

    abstract class Base {
      @PrimaryGeneratedColumn('uuid') id: string
      @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date
      @DeleteDateColumn() deletedAt: Date | null
    }

    class Name {
      @Column() first: string
      @Column({ nullable: true }) lastName: string
    }

    @Entity()
    @Unique('one_of_each', ['email', 'org'])
    export class AppUser extends Base {
      @Column({ length: 100, unique: true }) email: string
      @Column(() => Name) name: Name
      @Column('double precision', { default: 0 }) balance: number
      @ManyToOne(() => Org, (org) => org.users, { onDelete: 'CASCADE', nullable: false }) org: Org
      @ManyToMany('Tag') @JoinTable() tags: Tag[]
      @OneToOne(() => Picture, { eager: true }) @JoinColumn() picture: Picture
      @Index() @Column() invitedById: string
      @ManyToOne(() => AppUser) @JoinColumn({ name: 'invitedById' }) invitedBy: Promise<AppUser>
    }

    @Entity('orgs')
    @Index('ix_title', ['title', 'price'], { unique: true, where: 'price > 0' })
    export class Org extends Base {
      @Column('varchar', { name: 'name' }) title: string
      @Column({ type: 'decimal', nullable: true }) price: number
      @OneToMany(() => AppUser, (user) => user.org) users: AppUser[]
    }

    @Entity()
    class Tag { @PrimaryGeneratedColumn() id: number }

    @Entity()
    @TableInheritance({ column: { type: 'varchar', name: 'kind' } })
    class Asset { @PrimaryColumn() code: string }

    @ChildEntity()
    class Picture extends Asset { @Column() width: number }
"""


def test_entities(tmp_path: Path) -> None:
    found = tables(tmp_path, {"src/entities.ts": ENTITIES})
    assert set(found) == {"app_user", "orgs", "tag", "asset", "app_user_tags_tag"}
    user = found["app_user"]
    assert columns(user) == [
        ("id", "uuid", False),
        ("createdAt", "timestamptz", False),
        ("deletedAt", "timestamp", True),
        ("email", "text", False),
        ("nameFirst", "text", False),
        ("nameLastname", "text", True),
        ("balance", "float", False),
        ("invitedById", "text", False),
        ("orgId", "uuid", False),
        ("pictureCode", "text", True),
    ]
    assert indexes(user) == [
        (("email",), True),
        (("pictureCode",), True),
        (("invitedById",), False),
        (("email", "orgId"), True),
    ]
    reference = user.columns["orgId"].references
    assert reference is not None
    assert (reference.table, reference.column, reference.on_delete) == ("orgs", "id", "CASCADE")
    loading = {name: (item.target, item.many, item.loading) for name, item in user.relations.items()}
    assert loading == {
        "org": ("Org", False, "explicit"),
        "tags": ("Tag", True, "explicit"),
        "picture": ("Picture", False, "eager"),
        "invitedBy": ("AppUser", False, "lazy"),
    }
    assert found["orgs"].relations["users"].columns == ("orgId",)
    [index] = [index for index in found["orgs"].indexes if not index.primary]
    assert (index.columns, index.unique, index.where) == (("name", "price"), True, "price > 0")
    assert columns(found["asset"]) == [("code", "text", False), ("kind", "text", False), ("width", "integer", True)]
    between = found["app_user_tags_tag"]
    assert between.key == ("appUserId", "tagId")
    assert indexes(between) == [(("appUserId",), False), (("tagId",), False)]


def test_naming_strategies(tmp_path: Path) -> None:
    entity = """
        import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
        @Entity()
        export class OrderLine {
          @PrimaryGeneratedColumn() id: number
          @Column() unitPrice: number
          @ManyToOne(() => OrderLine) partOf: OrderLine
        }
    """
    given = """
        import { DataSource } from 'typeorm'
        import { SnakeNamingStrategy } from 'typeorm-naming-strategies'
        export const source = new DataSource({ type: 'postgres', namingStrategy: new SnakeNamingStrategy() })
    """
    [table] = tables(tmp_path / "a", {"a.ts": entity, "source.ts": given}).values()
    assert list(table.columns) == ["id", "unit_price", "part_of_id"]
    own = """
        import { DataSource, DefaultNamingStrategy } from 'typeorm'
        import { snakeCase } from 'typeorm/util/StringUtils'
        class Prefixed extends DefaultNamingStrategy {
          tableName(className: string, customName: string) { return 'app_' + snakeCase(className) }
        }
        export const source = new DataSource({ type: 'postgres', namingStrategy: new Prefixed() })
    """
    [table] = tables(tmp_path / "b", {"a.ts": entity, "source.ts": own}).values()
    assert table.name == "app_order_line"
    assert list(table.columns) == ["id", "unitPrice", "partOfId"]


def test_decorators_of_the_project_s_own(tmp_path: Path) -> None:
    text = """
        import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
        const Stamp = () => Column({ type: 'timestamptz', nullable: true })
        function Flag(): PropertyDecorator {
          return (target, key) => { Column({ type: 'boolean', default: false })(target, key) }
        }
        @Entity()
        class Job {
          @PrimaryGeneratedColumn() id: number
          @Stamp() endedAt: Date
          @Flag() failed: boolean
        }
    """
    [table] = tables(tmp_path, {"job.ts": text}).values()
    assert columns(table) == [("id", "integer", False), ("endedAt", "timestamptz", True), ("failed", "boolean", False)]


def test_schemas_without_a_class(tmp_path: Path) -> None:
    found = tables(
        tmp_path,
        {
            "user.js": """
                const { EntitySchema } = require('typeorm')
                module.exports = new EntitySchema({
                  name: 'User',
                  tableName: 'users',
                  columns: {
                    id: { primary: true, type: 'uuid', generated: 'uuid' },
                    email: { type: 'varchar', length: 100, unique: true },
                    nickName: { type: String, nullable: true, name: 'nick' },
                    at: { type: 'timestamptz', createDate: true },
                  },
                  relations: { posts: { type: 'one-to-many', target: 'Post', inverseSide: 'author' } },
                })
            """,
            "post.js": """
                const { EntitySchema } = require('typeorm')
                const User = require('./user')
                module.exports = new EntitySchema({
                  name: 'Post',
                  columns: { id: { primary: true, type: 'int', generated: true }, title: { type: 'text' } },
                  relations: {
                    author: { type: 'many-to-one', target: User, onDelete: 'CASCADE', nullable: false },
                    cover: { type: 'one-to-one', target: 'Post', joinColumn: { name: 'cover_id' } },
                    readers: { type: 'many-to-many', target: 'User', joinTable: { name: 'readers' } },
                  },
                  indices: [{ name: 'by_title', columns: ['title', 'author'], unique: true }],
                })
            """,
        },
    )
    assert set(found) == {"users", "post", "readers"}
    users, post = found["users"], found["post"]
    assert columns(users) == [
        ("id", "uuid", False),
        ("email", "text", False),
        ("nick", "text", True),
        ("at", "timestamptz", False),
    ]
    assert indexes(users) == [(("email",), True)]
    assert columns(post) == [
        ("id", "integer", False),
        ("title", "text", False),
        ("authorId", "uuid", False),
        ("cover_id", "integer", True),
    ]
    assert indexes(post) == [(("cover_id",), True), (("title", "authorId"), True)]
    author = post.columns["authorId"].references
    assert author is not None
    assert (author.table, author.column, author.on_delete) == ("users", "id", "CASCADE")
    assert found["readers"].key == ("postId", "usersId")
    assert [(item.name, item.target, item.many) for item in post.relations.values()] == [
        ("author", "User", False),
        ("cover", "Post", False),
        ("readers", "User", True),
    ]
