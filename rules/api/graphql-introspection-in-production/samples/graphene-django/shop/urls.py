from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from graphene_django.views import GraphQLView

from shop.schema import schema

urlpatterns = [
    # ruleid: graphql-introspection-in-production
    path("graphql", csrf_exempt(GraphQLView.as_view(schema=schema, graphiql=True))),
]
