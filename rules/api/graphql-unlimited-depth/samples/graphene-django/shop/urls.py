from django.urls import path
from graphene_django.views import GraphQLView

from shop.schema import schema

urlpatterns = [
    # ruleid: graphql-unlimited-depth
    path("graphql", GraphQLView.as_view(schema=schema)),
]
