"""Django's migrations: what it names itself, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of

FIRST = """
    from django.db import migrations, models

    class Migration(migrations.Migration):
        initial = True
        operations = [
            migrations.CreateModel(
                name="Order",
                fields=[("id", models.AutoField(primary_key=True)), ("a", models.IntegerField()),
                        ("b", models.IntegerField()), ("owner", models.ForeignKey("shop.Order", models.CASCADE))],
                options={"unique_together": {("a", "b")}, "index_together": {("b", "a"), ("owner", "a")}},
            ),
        ]
"""


def indexes(folder: Path, *operations: str) -> list[tuple[tuple[str, ...], bool, str]]:
    """The indexes of ``shop_order`` after the first migration and these operations."""
    second = "\n".join(
        [
            "from django.db import migrations, models",
            "class Migration(migrations.Migration):",
            "    dependencies = [('shop', '0001_initial')]",
            "    operations = [",
            *(f"        migrations.{operation}," for operation in operations),
            "    ]",
        ]
    )
    files = {
        "shop/__init__.py": "",
        "shop/migrations/__init__.py": "",
        "shop/migrations/0001_initial.py": FIRST,
        "shop/migrations/0002_more.py": second,
    }
    (history,) = backend_of(folder, files).histories
    table = history.tables().named("shop_order")
    assert table is not None
    found = [index for index in table.indexes if not index.primary and len(index.columns) > 1]
    return sorted((index.columns, index.unique, index.name) for index in found)


def test_both_kinds_of_together_are_told_apart(tmp_path: Path) -> None:
    found = indexes(tmp_path, "AlterIndexTogether(name='order', index_together={('a', 'id')})")
    assert found == [(("a", "b"), True, "{unique_together}"), (("a", "id"), False, "{index_together}")]


def test_a_unique_one_goes_and_the_others_stay(tmp_path: Path) -> None:
    found = indexes(tmp_path, "AlterUniqueTogether(name='order', unique_together=set())")
    assert [columns for columns, _, _ in found] == [("b", "a"), ("owner_id", "a")]


def test_an_index_that_gets_a_name_is_no_longer_of_the_option(tmp_path: Path) -> None:
    found = indexes(
        tmp_path,
        "RenameIndex(model_name='order', new_name='by_owner', old_fields=('owner', 'a'))",
        "AlterIndexTogether(name='order', index_together=set())",
    )
    assert found == [(("a", "b"), True, "{unique_together}"), (("owner_id", "a"), False, "by_owner")]


def test_an_index_is_dropped_by_its_last_name(tmp_path: Path) -> None:
    found = indexes(
        tmp_path,
        "AddIndex('order', models.Index(fields=['a', 'owner'], name='one'))",
        "RenameIndex('order', new_name='two', old_name='one')",
        "RemoveIndex('order', 'two')",
        "RenameField('order', 'b', 'c')",
    )
    assert found == [
        (("a", "c"), True, "{unique_together}"),
        (("c", "a"), False, "{index_together}"),
        (("owner_id", "a"), False, "{index_together}"),
    ]
