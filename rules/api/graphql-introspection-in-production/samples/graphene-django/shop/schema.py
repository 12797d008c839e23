import graphene


class Query(graphene.ObjectType):
    version = graphene.String()


schema = graphene.Schema(query=Query)
