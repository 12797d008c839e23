import graphene


class User(graphene.ObjectType):
    id = graphene.ID()
    posts = graphene.List(lambda: Post, first=graphene.Int())

    def resolve_posts(root, info, first=20):
        return []


class Post(graphene.ObjectType):
    author = graphene.Field(User)

    def resolve_author(root, info):
        return None


class Query(graphene.ObjectType):
    users = graphene.List(User, first=graphene.Int())

    def resolve_users(root, info, first=20):
        return []


schema = graphene.Schema(query=Query)
