from django.urls import path
from graphene.validation import depth_limit_validator
from graphene_django.views import GraphQLView

from shop.schema import schema


class LimitedView(GraphQLView):
    validation_rules = (depth_limit_validator(max_depth=10),)


urlpatterns = [
    # ok: graphql-unlimited-depth
    path("graphql", LimitedView.as_view(schema=schema)),
]
