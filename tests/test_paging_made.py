"""Whether lists are paged where the program itself makes what decides it: classes of ``type``, queries that are handed
from one option to the next."""

from __future__ import annotations

from pathlib import Path

from test_paging_idioms import misjudged

VIEWS = {
    "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    "shop/settings.py": """
        ROOT_URLCONF = "shop.urls"
        REST_FRAMEWORK = {"DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination", "PAGE_SIZE": 50}
    """,
    "shop/models.py": """
        from django.db import models

        class Colour(models.Model):
            name = models.CharField(max_length=20)
    """,
    "shop/registry.py": "KINDS = load()\n",
    "shop/urls.py": """
        from django.urls import path
        from rest_framework.generics import ListAPIView
        from rest_framework.mixins import ListModelMixin
        from rest_framework.viewsets import GenericViewSet
        from shop.models import Colour
        from shop.registry import KINDS

        def view_of(kind, **more):
            body = {"queryset": kind.queryset, **more}
            return type(f"{kind.name}View", (GenericViewSet, ListModelMixin), body).as_view({"get": "list"})

        named = type("ColourView", (ListAPIView,), dict(queryset=Colour.objects.all(), pagination_class=None))
        urlpatterns = [path(f"all/{name}", view_of(kind, pagination_class=None)) for name, kind in KINDS.items()]
        urlpatterns += [path(f"paged/{name}", view_of(kind)) for name, kind in KINDS.items()]
        urlpatterns += [path("all/colours", named.as_view())]
    """,
}


def test_views_that_type_makes(tmp_path: Path) -> None:
    assert misjudged(tmp_path, VIEWS) == {}


OPTIONS = {
    "go.mod": "module example.com/mesh\n\ngo 1.22\n",
    "store/store.go": """
        package store

        import "gorm.io/gorm"

        type Node struct{ ID int }
        type Option func(db *gorm.DB) *gorm.DB
        type Nodes struct{ DB *gorm.DB }

        func WithPage(page, size int) Option {
        \treturn func(db *gorm.DB) *gorm.DB {
        \t\tif size < 1 || size > 100 {
        \t\t\tsize = 10
        \t\t}
        \t\treturn db.Offset((page - 1) * size).Limit(size)
        \t}
        }

        func WithName(name string) Option {
        \treturn func(db *gorm.DB) *gorm.DB {
        \t\tif name == "" {
        \t\t\treturn db
        \t\t}
        \t\treturn db.Where("name = ?", name)
        \t}
        }

        func (n *Nodes) List(options ...Option) ([]Node, error) {
        \tvar found []Node
        \tquery := n.DB.Model(&Node{})
        \tfor _, option := range options {
        \t\tquery = option(query)
        \t}
        \terr := query.Find(&found).Error
        \treturn found, err
        }
    """,
    "main.go": """
        package main

        import (
        \t"example.com/mesh/store"
        \t"github.com/gin-gonic/gin"
        )

        func main() {
        \tnodes := &store.Nodes{}
        \tr := gin.Default()
        \tr.GET("/paged/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List(store.WithName(c.Query("name")), store.WithPage(1, 20), store.WithName("b"))
        \t\tc.JSON(200, found)
        \t})
        \tr.GET("/all/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List(store.WithName(c.Query("name")))
        \t\tc.JSON(200, found)
        \t})
        \tr.GET("/all/both/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List()
        \t\tc.JSON(200, found)
        \t})
        \tr.Run()
        }
    """,
}


def test_options_that_each_build_the_query_further(tmp_path: Path) -> None:
    assert misjudged(tmp_path, OPTIONS) == {}
