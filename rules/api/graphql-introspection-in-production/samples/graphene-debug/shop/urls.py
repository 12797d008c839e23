from django.conf import settings
from django.urls import path
from graphene_django.views import GraphQLView

from shop.schema import schema

urlpatterns = [
    # ok: graphql-introspection-in-production
    path("graphql", GraphQLView.as_view(schema=schema, graphiql=settings.DEBUG)),
]
