"""The tables of Sequelize models."""

from __future__ import annotations

from pathlib import Path

from test_tables import columns, indexes, tables

FUNCTION = """
    module.exports = (sequelize, DataTypes) => {
      const Order = sequelize.define('Order', {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        price: { type: DataTypes.FLOAT, allowNull: false },
        number: { type: DataTypes.STRING(20), unique: true },
        state: DataTypes.ENUM('open', 'paid'),
        label: { type: DataTypes.VIRTUAL },
      }, { underscored: true, paranoid: true, indexes: [{ unique: true, fields: ['state', 'number'] }] })
      Order.associate = (models) => {
        Order.belongsTo(models.Customer, { foreignKey: { name: 'customerId', allowNull: false }, onDelete: 'CASCADE' })
        Order.belongsToMany(models.Customer, { through: 'order_watchers', as: 'watchers' })
      }
      return Order
    }
"""
CLASS = """
    const { Sequelize, DataTypes, Model } = require('sequelize')
    const sequelize = new Sequelize('postgres://localhost/shop')
    class Customer extends Model {}
    Customer.init({ name: { type: DataTypes.TEXT, allowNull: false }, boss: {
      type: DataTypes.INTEGER, references: { model: 'Customers', key: 'id' } } }, { sequelize, timestamps: false })
    Customer.hasMany(Customer, { as: 'reports', foreignKey: 'boss' })
    module.exports = Customer
"""


def test_define_and_init(tmp_path: Path) -> None:
    found = tables(tmp_path, {"models/order.js": FUNCTION, "models/customer.js": CLASS})
    assert set(found) == {"orders", "Customers", "order_watchers"}
    order = found["orders"]
    assert columns(order) == [
        ("id", "uuid", False),
        ("price", "float", False),
        ("number", "text", True),
        ("state", "enum", True),
        ("created_at", "timestamptz", False),
        ("updated_at", "timestamptz", False),
        ("deleted_at", "timestamptz", True),
        ("customer_id", "integer", False),
    ]
    assert indexes(order) == [(("number",), True), (("state", "number"), True)]
    reference = order.columns["customer_id"].references
    assert reference is not None
    assert (reference.table, reference.column, reference.on_delete) == ("Customers", "id", "CASCADE")
    assert order.columns["state"].values == ("open", "paid")
    customer = found["Customers"]
    assert columns(customer) == [("id", "integer", False), ("name", "text", False), ("boss", "integer", True)]
    assert customer.relations["reports"].columns == ("boss",)
    assert set(found["order_watchers"].columns) == {"order_id", "customer_id", "created_at", "updated_at"}


DECORATED = """
    import { AllowNull, BelongsTo, Column, DataType, ForeignKey, HasMany, Model, PrimaryKey, Table, Unique }
      from 'sequelize-typescript'

    class Base extends Model {
      @PrimaryKey
      @Column(DataType.UUID)
      id: string
    }

    @Table({ tableName: 'teams', timestamps: false })
    export class Team extends Base {
      @Unique
      @AllowNull(false)
      @Column
      name: string

      @HasMany(() => Member)
      members: Member[]
    }

    @Table({ tableName: 'members', timestamps: false })
    export class Member extends Base {
      @ForeignKey(() => Team)
      @Column({ type: DataType.UUID, allowNull: false })
      teamId: string

      @BelongsTo(() => Team, { onDelete: 'CASCADE' })
      team: Team
    }
"""


def test_decorators(tmp_path: Path) -> None:
    found = tables(tmp_path, {"models.ts": DECORATED})
    assert columns(found["teams"]) == [("id", "uuid", False), ("name", "text", False)]
    assert indexes(found["teams"]) == [(("name",), True)]
    assert columns(found["members"]) == [("id", "uuid", False), ("teamId", "uuid", False)]
    relation = found["members"].relations["team"]
    assert (relation.target, relation.many, relation.columns) == ("Team", False, ("teamId",))
    assert found["teams"].relations["members"].columns == ("teamId",)
    reference = found["members"].columns["teamId"].references
    assert reference is not None
    assert reference.table == "teams"
