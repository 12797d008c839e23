"""Migrations that are functions: knex, TypeORM, Sequelize and gormigrate as histories of operations."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.migrations import History
from backend_review.model.tables import Table
from frameworks.programs import backend_of


def history(folder: Path, files: dict[str, str]) -> History:
    (found,) = backend_of(folder, files).histories
    return found


def columns(table: Table | None) -> list[tuple[str, str, bool | None]]:
    return [(item.name, item.type, item.nullable) for item in table.columns.values()] if table is not None else []


def indexes(table: Table | None) -> list[tuple[tuple[str, ...], bool]]:
    return [(item.columns, item.unique) for item in table.indexes if not item.primary] if table is not None else []


def kinds(found: History) -> list[list[str]]:
    return [[operation.kind for operation in migration.up] for migration in found.migrations]


def test_knex(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {
            "knexfile.js": "module.exports = { client: 'pg', migrations: { directory: './db/migrations' } }",
            "db/migrations/20240101_users.js": """
                exports.up = (knex) =>
                  knex.schema
                    .createTable('users', (t) => {
                      t.increments();
                      t.string('email', 100).notNullable().unique();
                      t.enu('state', ['open', 'shut']).defaultTo('open').index();
                      t.timestamps(true, true);
                    })
                    .createTable('posts', (t) => {
                      t.uuid('id').primary();
                      t.integer('author_id').unsigned().notNullable().references('id').inTable('users').onDelete('CASCADE');
                      t.specificType('tags', 'text[]');
                      t.index(['author_id', 'id'], 'posts_by_author');
                    });
                exports.down = (knex) => knex.schema.dropTable('posts').dropTable('users');
            """,
            "db/migrations/20240202_more.js": """
                const name = 'posts';
                exports.up = async function (knex) {
                  if (!(await knex.schema.hasTable('audit'))) {
                    await knex.schema.createTable('audit', (table) => { table.bigIncrements('id'); });
                  }
                  await knex.schema.alterTable(name, (t) => {
                    t.text('title').notNullable().alter();
                    t.string('slug');
                    t.dropIndex([], 'posts_by_author');
                    t.renameColumn('slug', 'path');
                    t.foreign('path').references('paths.id');
                  });
                  await knex.raw('CREATE INDEX CONCURRENTLY posts_path ON posts (path)');
                  await knex('posts').update({ path: '' });
                };
                exports.down = async () => {};
                exports.config = { transaction: false };
            """,
        },
    )
    assert (found.tool, [item.name for item in found.migrations]) == ("knex", ["20240101_users", "20240202_more"])
    assert kinds(found)[1] == [
        *(
            "create_table",
            "alter_column",
            "add_column",
            "drop_index",
            "rename_column",
            "add_constraint",
            "add_index",
            "code",
        ),
    ]
    assert [item.transactional for item in found.migrations] == [True, False]
    assert [bool(item.down) for item in found.migrations] == [True, False]
    made = found.tables()
    users, posts = made.named("users"), made.named("posts")
    assert columns(users) == [
        ("id", "integer", False), ("email", "text", False), ("state", "enum", True),
        ("created_at", "timestamptz", False), ("updated_at", "timestamptz", False),
    ]  # fmt: skip
    assert users is not None
    assert users.key == ("id",)
    assert indexes(users) == [(("email",), True), (("state",), False)]
    assert columns(posts) == [
        ("id", "uuid", False), ("author_id", "integer", False), ("tags", "array", True), ("path", "text", True),
    ]  # fmt: skip
    assert posts is not None
    assert posts.columns["author_id"].references is not None
    assert posts.columns["author_id"].references.on_delete == "CASCADE"
    assert indexes(posts) == [(("path",), False)]
    assert made.named("audit") is not None


def test_typeorm(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {
            "src/migrations/second.ts": """
                import { MigrationInterface, QueryRunner, TableColumn, TableIndex, TableForeignKey } from 'typeorm';
                const columns = [new TableColumn({ name: 'note', type: 'text', isNullable: true })];
                export class AddNote1700000000002 implements MigrationInterface {
                  transaction = false;
                  async up(queryRunner: QueryRunner): Promise<void> {
                    await queryRunner.addColumns('orders', columns);
                    await queryRunner.createIndex('orders', new TableIndex({ name: 'by_note', columnNames: ['note'] }));
                    const table = await queryRunner.getTable('orders');
                    await queryRunner.createForeignKey(table, new TableForeignKey({
                      columnNames: ['user_id'], referencedTableName: 'users', referencedColumnNames: ['id'],
                    }));
                    await this.rename(queryRunner);
                  }
                  async down(queryRunner: QueryRunner) { await queryRunner.dropColumn('orders', 'note'); }
                  private async rename(runner: QueryRunner) {
                    const column = new TableColumn({ name: 'status', type: 'varchar', length: '20' });
                    await runner.changeColumn('orders', 'state', column);
                  }
                }
            """,
            "src/migrations/first.ts": """
                import { MigrationInterface, QueryRunner, Table } from 'typeorm';
                export class Orders1700000000001 implements MigrationInterface {
                  name = 'Orders1700000000001';
                  async up(queryRunner: QueryRunner): Promise<void> {
                    await queryRunner.query('CREATE TABLE "users" ("id" SERIAL NOT NULL, ' +
                      '"kind" varchar DEFAULT \\'new\\', CONSTRAINT "PK_1" PRIMARY KEY ("id"))');
                    await queryRunner.createTable(new Table({
                      name: 'orders',
                      columns: [
                        { name: 'id', type: 'uuid', isPrimary: true, generationStrategy: 'uuid' },
                        { name: 'user_id', type: 'int' },
                        { name: 'code', type: 'varchar', length: '32', isUnique: true },
                        { name: 'state', type: 'character varying(10)', default: "'open'" },
                      ],
                      indices: [{ columnNames: ['user_id'] }],
                    }), true);
                  }
                  async down(queryRunner: QueryRunner) { throw new Error('orders are kept for the books'); }
                }
            """,
        },
    )
    assert (found.tool, [item.name for item in found.migrations]) == (
        "typeorm",
        ["Orders1700000000001", "AddNote1700000000002"],
    )
    assert kinds(found)[1] == ["add_column", "add_index", "add_constraint", "rename_column", "alter_column"]
    assert [item.transactional for item in found.migrations] == [True, False]
    assert found.migrations[0].irreversible.startswith("throw new Error('orders are kept")
    made = found.tables()
    orders, users = made.named("orders"), made.named("users")
    assert columns(users) == [("id", "integer", False), ("kind", "text", True)]
    assert columns(orders) == [
        ("id", "uuid", False), ("user_id", "integer", False), ("code", "text", False), ("status", "text", False),
        ("note", "text", True),
    ]  # fmt: skip
    assert indexes(orders) == [(("code",), True), (("user_id",), False), (("note",), False)]
    assert orders is not None
    assert orders.columns["user_id"].references is not None
    assert orders.columns["status"].length == 20


def test_sequelize(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {
            "migrations/2024-02-more.js": """
                'use strict';
                module.exports = {
                  async up(queryInterface, Sequelize) {
                    await queryInterface.sequelize.transaction(async (transaction) => {
                      await queryInterface.addColumn('Orders', 'note', { type: Sequelize.TEXT }, { transaction });
                      const code = { type: Sequelize.STRING(80), allowNull: false };
                      await queryInterface.changeColumn('Orders', 'code', code);
                      await queryInterface.removeIndex('Orders', ['userId']);
                      await queryInterface.addConstraint('Orders', { type: 'unique', fields: ['userId', 'code'] });
                    });
                    for (const name of ['a', 'b']) {
                      await queryInterface.addIndex('Orders', ['note'], { name: `orders_${name}`, concurrently: true });
                    }
                    await queryInterface.sequelize.query('ALTER TABLE "Orders" DROP CONSTRAINT "Orders_code_key"');
                  },
                  down: (queryInterface) => Promise.resolve(),
                };
            """,
            "migrations/2024-01-first.ts": """
                import { QueryInterface, DataTypes } from 'sequelize';
                export const up = async ({ context: queryInterface }) => {
                  await queryInterface.createTable('Orders', {
                    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
                    userId: { type: 'UUID', references: { model: 'Users', key: 'id' }, onDelete: 'cascade' },
                    code: { type: DataTypes.STRING, unique: true },
                  });
                  await queryInterface.addIndex('Orders', ['userId']);
                };
                export const down = async ({ context }) => context.dropTable('Orders');
            """,
        },
    )
    assert (found.tool, [item.name for item in found.migrations]) == ("sequelize", ["2024-01-first", "2024-02-more"])
    assert kinds(found)[1] == [
        *("add_column", "alter_column", "drop_index", "add_constraint", "add_index", "add_index", "drop_constraint"),
    ]
    assert [operation.concurrently for operation in found.migrations[1].up[4:6]] == [True, True]
    assert [bool(item.down) for item in found.migrations] == [True, False]
    orders = found.tables().named("Orders")
    assert columns(orders) == [
        ("id", "integer", False), ("userId", "uuid", True), ("code", "text", False), ("note", "text", True),
    ]  # fmt: skip
    assert orders is not None
    assert orders.columns["userId"].references is not None
    assert indexes(orders) == [(("userId", "code"), True), (("note",), False), (("note",), False)]


def test_what_is_no_migration(tmp_path: Path) -> None:
    backend = backend_of(
        tmp_path,
        {
            "src/schema.js": "export const makes = (knex) => knex.schema.createTable('a', (t) => t.uuid('id'));",
            "src/lift.js": "const queryInterface = {}; export const up = 5;",
        },
    )
    assert backend.histories == []


def test_ways_that_never_end(tmp_path: Path) -> None:
    """Helpers that call each other and tables in a loop of unknown length: what is known is kept."""
    found = history(
        tmp_path,
        {
            "migrations/1_loop.js": """
                const again = (knex, n) => again(knex, n + 1);
                exports.up = async (knex) => {
                  while (true) { await knex.schema.createTable('t', (t) => { t.uuid('id'); }); }
                  await again(knex, 0);
                };
            """
        },
    )
    assert columns(found.tables().named("t")) == [("id", "uuid", True)]
    assert found.migrations[0].down is None


def test_gormigrate(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {
            "go.mod": "module shop\n\nrequire github.com/go-gormigrate/gormigrate/v2 v2.1.0\n",
            "models/user.go": """
                package models

                type User struct {
                    ID    uint
                    Name  string `gorm:"not null"`
                    Email string `gorm:"uniqueIndex"`
                }
            """,
            "db/migrate.go": """
                package db

                import (
                    "github.com/go-gormigrate/gormigrate/v2"
                    "gorm.io/gorm"
                    "shop/models"
                )

                func Migrate(db *gorm.DB) error {
                    m := gormigrate.New(db, &gormigrate.Options{UseTransaction: true}, []*gormigrate.Migration{
                        {
                            ID: "2",
                            Migrate: func(tx *gorm.DB) error {
                                type User struct {
                                    ID   uint `gorm:"primaryKey"`
                                    Name string `gorm:"not null"`
                                }
                                return tx.AutoMigrate(&User{})
                            },
                            Rollback: func(tx *gorm.DB) error { return tx.Migrator().DropTable("users") },
                        },
                        {
                            ID: "1",
                            Migrate: func(tx *gorm.DB) error {
                                if err := tx.AutoMigrate(&models.User{}); err != nil {
                                    return err
                                }
                                if !tx.Migrator().HasColumn(&models.User{}, "nick") {
                                    if err := tx.Exec("ALTER TABLE users ADD COLUMN nick text").Error; err != nil {
                                        return err
                                    }
                                }
                                return tx.Migrator().RenameColumn(&models.User{}, "name", "full_name")
                            },
                        },
                        later,
                    })
                    return m.Migrate()
                }
            """,
            "db/later.go": """
                package db

                import (
                    "github.com/go-gormigrate/gormigrate/v2"
                    "gorm.io/gorm"
                )

                var later = &gormigrate.Migration{
                    ID: "3",
                    Migrate: func(tx *gorm.DB) error {
                        return tx.Transaction(func(inner *gorm.DB) error {
                            return inner.Table("users").Where("nick = ''").Update("nick", nil).Error
                        })
                    },
                    Rollback: func(tx *gorm.DB) error { return nil },
                }
            """,
        },
    )
    assert (found.tool, [item.name for item in found.migrations]) == ("gormigrate", ["2", "1", "3"])
    assert kinds(found) == [
        ["create_table"],
        ["add_column", "add_index", "add_column", "rename_column"],
        ["code"],
    ]
    assert [item.transactional for item in found.migrations] == [True, True, True]
    assert [bool(item.down) for item in found.migrations] == [True, False, False]
    users = found.tables().named("users")
    assert columns(users) == [
        ("id", "bigint", False), ("full_name", "text", False), ("email", "text", True), ("nick", "text", True),
    ]  # fmt: skip
    assert indexes(users) == [(("email",), True)]


def test_a_migration_with_its_own_struct_is_no_model(tmp_path: Path) -> None:
    files = {
        "go.mod": "module shop\n",
        "user.go": """
            package main

            import "gorm.io/gorm"

            func migrate(tx *gorm.DB) error {
                type User struct {
                    ID uint `gorm:"primaryKey"`
                }
                return tx.AutoMigrate(&User{})
            }

            func main() { migrate(nil) }
        """,
    }
    assert not list(backend_of(tmp_path, files).tables)


def test_what_mysql_changes(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {
            "migrations/mysql/1700000000001-first.ts": """
                import { MigrationInterface, QueryRunner } from 'typeorm';
                export class First1700000000001 implements MigrationInterface {
                  async up(queryRunner: QueryRunner) {
                    await queryRunner.query('CREATE TABLE `a` (`id` int NOT NULL AUTO_INCREMENT, `b` int, ' +
                      'KEY `by_b` (`b`)) ENGINE=InnoDB');
                    await queryRunner.query('ALTER TABLE `a` CHANGE `b` `c` bigint NOT NULL');
                    await queryRunner.query('ALTER TABLE `a` RENAME INDEX `by_b` TO `by_c`');
                    const last = 'z';
                    await queryRunner.query(`RENAME TABLE \\`a\\` TO \\`${last}\\``);
                  }
                  async down(queryRunner: QueryRunner) { await queryRunner.query('DROP TABLE `z`'); }
                }
            """
        },
    )
    assert found.dialect == "mysql"
    table = found.tables().named("z")
    assert columns(table) == [("id", "integer", False), ("c", "bigint", False)]
    assert table is not None
    assert [(index.name, index.columns) for index in table.indexes] == [("by_c", ("c",))]
