import graphene
from graphene_django.filter import DjangoFilterConnectionField


class OrderNode(graphene.ObjectType):
    id = graphene.ID()


class Query(graphene.ObjectType):
    # ruleid: graphql-unpaginated-list
    orders = graphene.List(OrderNode, open_only=graphene.Boolean())
    # ok: graphql-unpaginated-list
    all_orders = DjangoFilterConnectionField(OrderNode)
    # ok: graphql-unpaginated-list
    some_orders = graphene.List(OrderNode, page=graphene.Int())
    # ok: graphql-unpaginated-list
    words = graphene.List(graphene.String)

    def resolve_orders(root, info, open_only=False):
        return OrderNode.objects.all()

    def resolve_some_orders(root, info, page=1):
        return OrderNode.objects.all()[(page - 1) * 20 : page * 20]


schema = graphene.Schema(query=Query)
