"""What a file may be about, told by its words: the model is built for a review only where a rule's subject is in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from backend_review.index import sdl
from backend_review.project.source import SourceFile

_CODE = {"python", "javascript", "typescript", "go"}
# What a file has that makes applications or routers, or declares routes.
_ROUTES = re.compile(
    r"""FastAPI|APIRouter|Starlette|Flask|Blueprint|MethodView|Resource\b|urlpatterns|add_url_rule|add_(?:api_)?route|connexion"""
    r"""|include_router|register_blueprint|router\.register|RouteTableDef|\bweb\.(?:get|post|put|delete|patch|view)\b"""
    r"""|@\w[\w.]*\.(?:get|post|put|patch|delete|route|api_route|websocket)\b|@(?:action|api_view)\b"""
    r"""|\bexpress\s*[.(]|['"]express['"]|[fF]astify|Hono|\bKoa\b|(?<!@)[rR]outer\w*\s*[.(=]"""
    r"""|@(?:Controller|Get|Post|Put|Patch|Delete|All|Module|controller|http[A-Z]\w+)\(|NestFactory|RegisterRoutes"""
    r"""|\.(?:GET|POST|PUT|PATCH|DELETE|Handle|HandleFunc|Group|Route|Mount|Methods)\(|ServeMux|NewRouter"""
    r"""|\.(?:get|post|put|patch|delete|all|use|Get|Post|Put|Patch|Delete|Any)\(\s*['"`]/|\bgin\.(?:New|Default)"""
    r"""|@(?:Resolver|Query|Mutation|ResolveField|FieldResolver)\b|\bObjectType\b|strawberry|graphene|ariadne|GraphQL|[gG]raphql|gqlgen"""
    r"""|\bgql\b|makeExecutableSchema|SchemaBuilder|\bRegister\w+Server\(|\bUnimplemented\w+Server\b"""
)


# Handlers that another file registers: findings about what they answer and do are in theirs.
_HANDLERS = re.compile(
    r"\bdjango\.(?:http|views|shortcuts)\b|\brest_framework\b|\bHttpRequest\b|\bRequestHandler\b|\bflask\b|\baiohttp\b|\bfastapi\b"
    r"|\bstarlette\b|\(\s*_?req(?:uest)?\b[^)\n]*,\s*_?res(?:ponse)?\b|\bctx\.(?:body|status|request)\b|\bNextFunction\b"
    r"|http\.ResponseWriter|gin\.Context|echo\.Context|fiber\.Ctx"
)


def _may_route(file: SourceFile) -> bool:
    """Whether a file may make an application or router, declare a route, or handle one."""
    if file.language == "graphql":
        return sdl.declares(file.text)
    if file.language not in _CODE:
        return False
    return _ROUTES.search(file.text) is not None or _HANDLERS.search(file.text) is not None


_TABLES = re.compile(
    r"\bColumn\(|mapped_column|SQLModel|\bmodels\.\w+Field\(|models\.Model\b|\bDocument\b|@Entity\b|@Schema\b|\bSchema\(|"
    r"sequelize|DataTypes|pgTable|mysqlTable|sqliteTable|gorm|ent\.Schema|bun\.BaseModel|mongoengine|__tablename__"
)
_MIGRATIONS = re.compile(
    r"\bop\.\w+\(|migrations\.\w+\(|MigrationInterface|queryInterface|createTable|knex\.schema|AutoMigrate|"
    r"gormigrate|goose\.|\bsynchronize\b|\bcreate_all\b|\.sync\(|updateSchema"
)
_STORES = re.compile(
    r"sqlalchemy|sqlmodel|django\.db|\.objects\b|prisma|typeorm|mongoose|mongodb|sequelize|knex|gorm|database/sql|sqlx|pgx|"
    r"pymongo|motor|psycopg|asyncpg|aiosqlite|sqlite3|drizzle|beanie|mysql|['\"]pg['\"]|redis|[rR]epository|[sS]ession|"
    r"\b(?:SELECT|INSERT|UPDATE|DELETE)\b"
)


def _may_declare_tables(file: SourceFile) -> bool:
    return file.language in {"sql", "prisma"} or (file.language in _CODE and _TABLES.search(file.text) is not None)


def _may_migrate(file: SourceFile) -> bool:
    if file.language == "sql" or file.role == "migration":
        return True
    return file.language in _CODE and _MIGRATIONS.search(file.text) is not None


def _may_query(file: SourceFile) -> bool:
    return file.language in _CODE and _STORES.search(file.text) is not None


def _may_take_rows(file: SourceFile) -> bool:
    return _may_route(file) or _may_query(file)


_RUNS = re.compile(
    r"\.(?:listen|Listen\w*|Run\w*|Start\w*|Serve\w*|ListenAndServe\w*|Consume\w*|consume|run|FetchMessage|ReadMessage)\(|"
    r"\bserve\(|start_consuming\("
)


def _may_run(file: SourceFile) -> bool:
    return file.language in _CODE and _RUNS.search(file.text) is not None


_MESSAGES = re.compile(
    r"\b(?:pika|aio_pika|aiormq|kombu|amqplib|amqp091|amqp|kafka|aiokafka|confluent_kafka|kafkajs|rdkafka|sarama|celery|shared_task|"
    r"bullmq|bull|RMQ)\b|[kK]afka|queue_declare|declare_queue|basic_(?:publish|consume|n?ack|reject)|assertQueue|sendToQueue|QueueDeclare"
)


def _may_message(file: SourceFile) -> bool:
    return file.language in _CODE and _MESSAGES.search(file.text) is not None


def _may_test(file: SourceFile) -> bool:
    return file.language in _CODE and file.role == "test"


_COROUTINES = re.compile(r"\basync def\b")


def _may_be_coroutine(file: SourceFile) -> bool:
    return file.language == "python" and _COROUTINES.search(file.text) is not None


_SYNCHRONOUS = re.compile(r"\w+Sync\b|\bshelljs\b|\bexeca\b")


def _may_be_synchronous(file: SourceFile) -> bool:
    return file.language in {"javascript", "typescript"} and _SYNCHRONOUS.search(file.text) is not None


_SETTINGS = re.compile(r"^(?:ROOT_URLCONF|MIDDLEWARE\w*)\b", re.MULTILINE)


def _may_make_application(file: SourceFile) -> bool:
    """Whether a file may make an application, or be Django's settings for one; or has forms."""
    if file.language == "template":
        return "form" in file.text
    return _may_route(file) or (file.language == "python" and _SETTINGS.search(file.text) is not None)


_REMEMBERS = re.compile(
    r"\blru_cache\b|@(?:functools\.)?cache\b|\bdict\(\)|\bdefaultdict\(|\bOrderedDict\(|=\s*\{\}|\bnew Map\b|\bmap\[|\bsync\.Map\b"
)


def _may_remember(file: SourceFile) -> bool:
    return file.language in _CODE and _REMEMBERS.search(file.text) is not None


# The subjects that a rule over the model may name (``about`` in rule.yaml).
SUBJECTS: dict[str, Callable[[SourceFile], bool]] = {
    "routes": _may_route,
    "applications": _may_make_application,
    "tables": _may_declare_tables,
    "migrations": _may_migrate,
    "queries": _may_query,
    "rows": _may_take_rows,
    "programs": _may_run,
    "messages": _may_message,
    "tests": _may_test,
    "coroutines": _may_be_coroutine,
    "synchronous": _may_be_synchronous,
    "memory": _may_remember,
}
