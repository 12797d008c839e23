"""GraphQL programs, schema first and code first, and the operations that they offer."""

from __future__ import annotations

from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.index.sdl import parse
from backend_review.project.files import collect

Row = tuple[str, str, str, tuple[str, ...]]


def backend(folder: Path, files: dict[str, str]) -> Backend:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return build(collect(folder, [folder]).files)


def rows(found: Backend) -> list[Row]:
    """Method, path, handler and guards of every operation."""
    return sorted(
        (item.methods[0], item.path, item.route.handler.name, tuple(dict.fromkeys(guard.name for guard in item.guards)))
        for item in found.routes
        if item.route.kind == "graphql"
    )


SCHEMA = '''
directive @auth(requires: String) on FIELD_DEFINITION
type Query {
  """All of them."""
  users(first: Int): [User!]!
  user(id: ID!): User @auth(requires: "ADMIN")
}
extend type Mutation { createUser(name: String!): User! }
type User { id: ID! name: String! posts: [Post!]! }
type Post { id: ID! }
'''


def test_a_server_with_type_definitions_and_resolvers_of_other_files(tmp_path: Path) -> None:
    """Apollo in Express: ``gql`` texts, resolvers spread over files, middleware before the endpoint, a wrapper."""
    found = backend(
        tmp_path,
        {
            "package.json": '{"name": "x", "dependencies": {"@apollo/server": "4"}}',
            "src/schema.ts": f"import gql from 'graphql-tag';\nexport const typeDefs = gql`{SCHEMA}`;\n",
            "src/users.ts": "export const Query = { users: async (_, args, ctx) => ctx.db.users(args) };\n"
            "export const User = { posts(parent, args, ctx) { return ctx.db.posts(parent.id); } };\n",
            "src/resolvers.ts": "import { Query, User } from './users';\n"
            "import { combineResolvers } from 'graphql-resolvers';\nimport { isAdmin } from './guards';\n"
            "const createUser = (_, args) => args;\n"
            "export default { Query, User, Mutation: { createUser: combineResolvers(isAdmin, createUser) } };\n",
            "src/guards.ts": "export const isAdmin = (parent, args, { me }) => { if (!me) throw new Error('no'); };\n",
            "src/index.ts": """
import express from 'express';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@apollo/server/express4';
import { typeDefs } from './schema';
import resolvers from './resolvers';
import { authenticate } from './auth';
const app = express();
const server = new ApolloServer({ typeDefs, resolvers });
app.use('/api', authenticate);
app.use('/api/graphql', express.json(), expressMiddleware(server));
app.listen(4000);
""",
            "src/auth.ts": "export function authenticate(req, res, next) { if (!req.user) return res.sendStatus(401); next(); }\n",
        },
    )
    assert rows(found) == [
        (
            "MUTATION",
            "/api/graphql Mutation.createUser",
            "createUser",
            ("authenticate", "express.json", "combineResolvers", "isAdmin"),
        ),
        ("QUERY", "/api/graphql Query.user", "Query.user", ("authenticate", "express.json", "@auth")),
        ("QUERY", "/api/graphql Query.users", "users", ("authenticate", "express.json")),
    ]
    users = next(item for item in found.routes if item.route.operation == "Query.users")
    assert users.route.documented
    assert users.route.arguments == ("first",)
    assert users.route.handler.place.path == "src/users.ts"
    assert users.route.response_schema == "[User!]!"


def test_gqlgen_joins_schema_files_with_methods(tmp_path: Path) -> None:
    """The configuration names the schema; another service's schema beside it is none of ours."""
    found = backend(
        tmp_path,
        {
            "go.mod": "module example.com/app\n",
            "gqlgen.yml": "schema:\n  - graph/*.graphqls\n",
            "graph/schema.graphqls": SCHEMA,
            "other/upstream.graphql": "type Query { upstream: Int }",
            "graph/schema.resolvers.go": """package graph

// Users is the resolver for the users field.
func (r *queryResolver) Users(ctx context.Context, first *int) ([]*model.User, error) { return nil, nil }
func (r *mutationResolver) CreateUser(ctx context.Context, name string) (*model.User, error) { return nil, nil }
func (r *queryResolver) helper() {}
type queryResolver struct{ *Resolver }
type mutationResolver struct{ *Resolver }
""",
            "main.go": """package main

import (
	"net/http"
	"github.com/99designs/gqlgen/graphql/handler"
	"example.com/app/graph"
)

func main() {
	srv := handler.NewDefaultServer(graph.NewExecutableSchema(graph.Config{}))
	http.Handle("/query", auth(srv))
	http.ListenAndServe(":8080", nil)
}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" { http.Error(w, "no", 401); return }
		next.ServeHTTP(w, r)
	})
}
""",
        },
    )
    assert rows(found) == [
        ("MUTATION", "/query Mutation.createUser", "mutationResolver.CreateUser", ("auth",)),
        ("QUERY", "/query Query.user", "Query.user", ("auth", "@auth")),
        ("QUERY", "/query Query.users", "queryResolver.Users", ("auth",)),
    ]


def test_nest_resolvers_with_guards_of_class_method_and_application(tmp_path: Path) -> None:
    found = backend(
        tmp_path,
        {
            "package.json": '{"name": "x"}',
            "src/users.resolver.ts": """
import { Resolver, Query, Mutation, Args, ResolveField, Parent } from '@nestjs/graphql';
import { UseGuards } from '@nestjs/common';
import { GqlAuthGuard, RolesGuard } from './guards';
@Resolver(() => User)
@UseGuards(GqlAuthGuard)
export class UsersResolver {
  @Query(() => [User], { name: 'users', description: 'all' })
  async findAll(@Args() page: PageArgs): Promise<User[]> { return []; }
  @Mutation(returns => User)
  @UseGuards(RolesGuard)
  createUser(@Args('data') data: CreateUser) { return data; }
  @ResolveField(() => [Post])
  posts(@Parent() user: User) { return []; }
}
""",
            "src/guards.ts": "export class GqlAuthGuard {}\nexport class RolesGuard {}\nexport class GlobalGuard {}\n",
            "src/app.module.ts": """
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { UsersResolver } from './users.resolver';
import { GlobalGuard } from './guards';
@Module({
  imports: [GraphQLModule.forRoot({ autoSchemaFile: true, path: '/api/graphql' })],
  providers: [UsersResolver, { provide: APP_GUARD, useClass: GlobalGuard }],
})
export class AppModule {}
""",
            "src/main.ts": "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n"
            "async function main() { const app = await NestFactory.create(AppModule); await app.listen(3000); }\nmain();\n",
        },
    )
    assert rows(found) == [
        (
            "MUTATION",
            "/api/graphql Mutation.createUser",
            "UsersResolver.createUser",
            ("GlobalGuard", "GqlAuthGuard", "RolesGuard"),
        ),
        ("QUERY", "/api/graphql Query.users", "UsersResolver.findAll", ("GlobalGuard", "GqlAuthGuard")),
    ]


def test_graphene_types_put_together_by_inheritance(tmp_path: Path) -> None:
    """Camel case, mutation classes, permissions of decorators, the view in Django's URLs behind a decorator."""
    found = backend(
        tmp_path,
        {
            "manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'app.settings')\n",
            "app/settings.py": "ROOT_URLCONF = 'app.urls'\n",
            "app/urls.py": "from django.urls import path\nfrom django.contrib.auth.decorators import login_required\n"
            "from graphene_django.views import GraphQLView\nfrom app.schema import schema\n"
            "urlpatterns = [path('graphql/', login_required(GraphQLView.as_view(schema=schema)))]\n",
            "app/users.py": """
import graphene
from graphql_jwt.decorators import login_required

class UserType(graphene.ObjectType):
    id = graphene.ID()

class CreateUser(graphene.Mutation):
    class Arguments:
        user_name = graphene.String()
    user = graphene.Field(UserType)

    @login_required
    def mutate(root, info, user_name):
        return CreateUser()

class UserQueries(graphene.ObjectType):
    all_users = graphene.List(UserType, page_size=graphene.Int(), description="all")

    def resolve_all_users(root, info, page_size=10):
        return []

class UserMutations(graphene.ObjectType):
    create_user = CreateUser.Field()
""",
            "app/schema.py": "import graphene\nfrom app.users import UserQueries, UserMutations\n"
            "parts = [UserQueries, graphene.ObjectType]\n"
            "class Query(*parts):\n    version = graphene.String()\n"
            "mutation = type('Mutation', (UserMutations, graphene.ObjectType), {})\n"
            "schema = graphene.Schema(query=Query, mutation=mutation)\n",
        },
    )
    assert [(row[0], row[1], row[2]) for row in rows(found)] == [
        ("MUTATION", "/graphql Mutation.createUser", "CreateUser.mutate"),
        ("QUERY", "/graphql Query.allUsers", "Query.resolve_all_users"),
        ("QUERY", "/graphql Query.version", "Query.version"),
    ]
    assert "login_required" in rows(found)[0][3]
    users = next(item for item in found.routes if item.route.operation == "Query.allUsers")
    assert users.route.arguments == ("pageSize",)
    assert users.route.documented


def test_strawberry_in_fastapi(tmp_path: Path) -> None:
    """Methods, resolvers of fields, merged types, permission classes, and the router's prefix and dependencies."""
    found = backend(
        tmp_path,
        {
            "app/main.py": """
from fastapi import Depends, FastAPI
from strawberry.fastapi import GraphQLRouter
import strawberry
from strawberry.tools import merge_types
from app.users import UserQuery, Other, Mutation

def current_user(token: str):
    raise HTTPException(401)

Query = merge_types("Query", (UserQuery, Other))
schema = strawberry.Schema(query=Query, mutation=Mutation)
app = FastAPI()
app.include_router(GraphQLRouter(schema), prefix="/graphql", dependencies=[Depends(current_user)])
""",
            "app/users.py": """
import strawberry
from app.permissions import IsAdmin

@strawberry.type
class User:
    id: strawberry.ID

def get_users() -> list[User]:
    return []

@strawberry.type
class UserQuery:
    all_users: list[User] = strawberry.field(resolver=get_users)

@strawberry.type
class Other:
    @strawberry.field(permission_classes=[IsAdmin])
    def one_user(self, info, user_id: strawberry.ID) -> User:
        return User(id=user_id)

    def helper(self): ...

@strawberry.type
class Mutation:
    @strawberry.mutation
    def create_user(self, name: str) -> User:
        return User(id="1")
""",
            "app/permissions.py": "from strawberry.permission import BasePermission\nclass IsAdmin(BasePermission): ...\n",
        },
    )
    assert rows(found) == [
        ("MUTATION", "/graphql Mutation.createUser", "Mutation.create_user", ("current_user",)),
        ("QUERY", "/graphql Query.allUsers", "get_users", ("current_user",)),
        ("QUERY", "/graphql Query.oneUser", "Other.one_user", ("current_user", "IsAdmin")),
    ]


def test_documents_of_clients_and_broken_schemas_declare_nothing(tmp_path: Path) -> None:
    assert parse("a.graphql", "query Q { users { id } }").types == []
    broken = parse("b.graphql", "type Query {\n  users: [User\n}\n", 10)
    assert broken.types == []
    assert broken.error is not None
    assert broken.error[0] >= 12
    assert parse("c.graphql", "type A { f: " + "[" * 50_000 + "}").error is not None
    found = backend(tmp_path, {"schema.graphql": SCHEMA, "index.js": "console.log(1)\n"})
    assert rows(found) == []


def test_tests_whose_queries_name_a_field(tmp_path: Path) -> None:
    """The kind of operation counts, aliases and arguments are passed over, what is asked below is not."""
    found = backend(
        tmp_path,
        {
            "app/schema.py": "import strawberry\n@strawberry.type\nclass User:\n    id: int\n"
            "@strawberry.type\nclass Query:\n"
            "    @strawberry.field\n    def users(self, first: int) -> list[User]: ...\n"
            "    @strawberry.field\n    def one_user(self) -> User: ...\n"
            "    @strawberry.field\n    def version(self) -> str: ...\n"
            "    @strawberry.field\n    def name(self) -> str: ...\n"
            "schema = strawberry.Schema(query=Query)\n",
            "tests/test_users.py": 'QUERY = """\n  query All($first: Int = 3) {\n    all: users(first: $first) { id name }\n'
            '    version\n  }\n"""\ndef test_all(client):\n    assert client.post(QUERY)\n',
        },
    )
    tested = {
        found.routes[index].route.operation: [place.line for place in places] for index, places in found.tests.items()
    }
    assert tested == {"Query.users": [2], "Query.version": [2]}


def test_ariadne_pothos_and_classes_of_graphql_js(tmp_path: Path) -> None:
    flask = backend(
        tmp_path / "a",
        {
            "app.py": """
from ariadne import QueryType, MutationType, load_schema_from_path, make_executable_schema, graphql_sync
from flask import Flask, request
from pathlib import Path
HERE = Path(__file__).parent
query = QueryType()
mutation = MutationType()

@query.field("allUsers")
@login_required
def all_users(_, info): ...

mutation.set_field("createUser", lambda _, info: None)
schema = make_executable_schema(load_schema_from_path(HERE / "schema"), query, mutation)
app = Flask(__name__)

@app.route("/graphql", methods=["POST"])
def server():
    return graphql_sync(schema, request.json)
""",
            "schema/users.graphql": "type Query { allUsers: [User!]! }\ntype Mutation { createUser: User }\ntype User { id: ID }",
            "clients/upstream.graphql": "type Query { upstream: Int }",
        },
    )
    assert [row[:3] for row in rows(flask)] == [
        ("MUTATION", "/graphql Mutation.createUser", "Mutation.createUser"),
        ("QUERY", "/graphql Query.allUsers", "all_users"),
    ]
    pothos = backend(
        tmp_path / "b",
        {
            "package.json": '{"name": "b"}',
            "src/builder.ts": "import SchemaBuilder from '@pothos/core';\nexport const builder = new SchemaBuilder({});\n",
            "src/users.ts": """
import { builder } from './builder';
builder.queryType({ fields: (t) => ({ me: t.field({ type: User, nullable: true, resolve: (_, __, ctx) => ctx.me }) }) });
builder.queryField('users', (t) => t.field({ type: [User], args: { first: t.arg.int() }, resolve: () => [] }));
builder.mutationFields((t) => ({ rename: t.withAuth({ loggedIn: true }).boolean({ resolve: () => true }) }));
""",
            "src/server.ts": "import { createYoga } from 'graphql-yoga';\nimport express from 'express';\n"
            "import { builder } from './builder';\nimport './users';\nconst app = express();\n"
            "const yoga = createYoga({ schema: builder.toSchema() });\napp.use(yoga.graphqlEndpoint, yoga);\n",
        },
    )
    assert [(row[0], row[1], row[3]) for row in rows(pothos)] == [
        ("MUTATION", "/graphql Mutation.rename", ("withAuth",)),
        ("QUERY", "/graphql Query.me", ()),
        ("QUERY", "/graphql Query.users", ()),
    ]
    plain = backend(
        tmp_path / "c",
        {
            "package.json": '{"name": "c"}',
            "index.js": """
const { GraphQLObjectType, GraphQLSchema, GraphQLList, GraphQLString } = require('graphql');
const { graphqlHTTP } = require('express-graphql');
const express = require('express');
const Query = new GraphQLObjectType({ name: 'RootQuery', fields: () => ({
  names: { type: new GraphQLList(GraphQLString), args: { limit: {} }, resolve: names },
}) });
function names() { return []; }
const app = express();
app.use('/gql', graphqlHTTP({ schema: new GraphQLSchema({ query: Query }) }));
""",
        },
    )
    assert [row[:3] for row in rows(plain)] == [("QUERY", "/gql Query.names", "names")]
    assert plain.routes[0].route.arguments == ("limit",)
