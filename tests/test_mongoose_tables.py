"""The collections of Mongoose schemas."""

from __future__ import annotations

from pathlib import Path

from test_tables import columns, indexes, tables

SCHEMAS = """
    const mongoose = require('mongoose')
    const { Schema } = mongoose

    const item = new Schema({ sku: { type: String, index: true }, count: Number }, { _id: false })
    const order = new Schema({
      number: { type: String, required: true, unique: true },
      price: { type: Schema.Types.Decimal128 },
      address: { street: String, city: { type: String, required: [true, 'needed'] } },
      buyer: { type: Schema.Types.ObjectId, ref: 'Person', required: true },
      watchers: [{ type: mongoose.Schema.Types.ObjectId, ref: 'Person' }],
      items: [item],
      paidAt: Date,
    }, { timestamps: true, versionKey: false })
    order.index({ buyer: 1, paidAt: -1 }, { partialFilterExpression: { paidAt: { $exists: true } } })
    order.virtual('events', { ref: 'Event', localField: '_id', foreignField: 'order' })
    module.exports = mongoose.model('Order', order)
    mongoose.model('Person', new Schema({ name: String }), 'folk')
"""


def test_schemas(tmp_path: Path) -> None:
    found = tables(tmp_path, {"models.js": SCHEMAS})
    assert set(found) == {"orders", "folk"}
    order = found["orders"]
    assert (order.kind, order.dialect, order.key) == ("collection", "mongodb", ("_id",))
    assert columns(order) == [
        ("_id", "id", False),
        ("number", "text", False),
        ("price", "decimal", True),
        ("address.street", "text", True),
        ("address.city", "text", False),
        ("buyer", "id", False),
        ("watchers", "array", True),
        ("items", "array", True),
        ("paidAt", "timestamptz", True),
        ("createdAt", "timestamptz", True),
        ("updatedAt", "timestamptz", True),
    ]
    assert indexes(order) == [(("number",), True), (("items.sku",), False), (("buyer", "paidAt"), False)]
    assert order.indexes[-1].where
    relations = {name: (item.target, item.many, item.columns) for name, item in order.relations.items()}
    assert relations == {
        "buyer": ("Person", False, ("buyer",)),
        "watchers": ("Person", True, ("watchers",)),
        "events": ("Event", True, ("order",)),
    }


NEST = """
    import { Prop, Schema, SchemaFactory, MongooseModule } from '@nestjs/mongoose'
    import { Types } from 'mongoose'

    @Schema({ _id: false })
    class Address { @Prop({ required: true }) street: string }

    @Schema({ timestamps: { createdAt: 'created', updatedAt: false } })
    export class Category {
      @Prop({ required: true, index: true }) title: string
      @Prop() address: Address
      @Prop({ type: Types.ObjectId, ref: 'Shop' }) shop: Types.ObjectId
      @Prop([String]) tags: string[]
    }
    export const CategorySchema = SchemaFactory.createForClass(Category)
    CategorySchema.index({ title: 'text', tags: 1 })
    export const Models = MongooseModule.forFeature([{ name: Category.name, schema: CategorySchema }])
"""


def test_classes_of_nest(tmp_path: Path) -> None:
    [table] = tables(tmp_path, {"category.ts": NEST}).values()
    assert (table.name, table.model) == ("categories", "Category")
    assert columns(table) == [
        ("_id", "id", False),
        ("title", "text", False),
        ("address", "object", True),
        ("shop", "id", True),
        ("tags", "array", True),
        ("created", "timestamptz", True),
        ("__v", "integer", True),
    ]
    assert table.relations["shop"].target == "Shop"
    assert [(index.columns, index.method) for index in table.indexes[1:]] == [
        (("title",), ""),
        (("title", "tags"), "text"),
    ]
