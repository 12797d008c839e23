"""NestJS programs of several files, and the routes that they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.model.guards import authentication_of
from backend_review.project.files import collect
from frameworks.programs import backend_of

COMMON = "import { Controller, Get, Post, Put, Delete, Body, Module, UseGuards, Version, All } from '@nestjs/common';\n"

Row = tuple[str, str, str, tuple[str, ...]]


def backend(folder: Path, files: dict[str, str]) -> Backend:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return build(collect(folder, [folder]).files)


def rows(found: Backend) -> list[Row]:
    return sorted(
        (method, item.path, item.route.handler.name.rpartition(".")[2], tuple(guard.name for guard in item.guards))
        for item in found.routes
        for method in item.methods
    )


def main(module: str = "AppModule", setup: str = "") -> str:
    return f"""
import {{ NestFactory }} from '@nestjs/core';
import {{ ValidationPipe, VersioningType, VERSION_NEUTRAL, RequestMethod }} from '@nestjs/common';
import helmet from 'helmet';
import {{ {module} }} from './app.module';

async function bootstrap() {{
  const app = await NestFactory.create<NestExpressApplication>({module}, {{ bufferLogs: true }});
  {setup}
  await app.listen(3000);
}}
void bootstrap();
"""


def test_controllers_are_reached_through_modules(tmp_path: Path) -> None:
    """Global prefix with exceptions, paths from constants and lists; a controller no module lists has no routes."""
    found = backend(
        tmp_path,
        {
            "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"@app/*": ["src/*"]}}}',
            "src/main.ts": main(
                setup="""app.setGlobalPrefix('api', {
                exclude: ['health', { path: 'status/:kind', method: RequestMethod.GET }],
                });"""
            ),
            "src/app.module.ts": COMMON
            + """
import { UsersModule } from '@app/users';
import { HealthController } from './health.controller';
@Module({ imports: [UsersModule, process.env.JOBS ? UsersModule : UsersModule], controllers: [HealthController] })
export class AppModule {}
""",
            "src/health.controller.ts": COMMON
            + """
@Controller()
export class HealthController {
  @Get('health') check() { return 'ok'; }
  @Get('status/:kind') status() {}
  @Get() root() {}
}
@Controller('never')
export class UnlistedController { @Get() hidden() {} }
""",
            "src/users/index.ts": "export * from './users.module';",
            "src/users/users.module.ts": COMMON
            + """
import { UsersController, LegacyController } from './users.controller';
const CONTROLLERS = [UsersController];
@Module({ controllers: [...CONTROLLERS, ...(process.env.LEGACY ? [LegacyController] : [])] })
export class UsersModule {}
""",
            "src/users/paths.ts": "export const PATHS = { base: 'users', byId: ':id' } as const;\n"
            "export enum Extra { Avatar = 'avatar' }",
            "src/users/users.controller.ts": COMMON
            + """
import { PATHS, Extra } from './paths';
import { CreateUserDto } from './dto';
import { HttpCode, HttpStatus } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
@Controller({ path: PATHS.base })
export class UsersController {
  @Get()
  async list(): Promise<User[]> { return []; }
  @Get(PATHS.byId)
  one() {}
  @Post(['', 'create'])
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Makes a user' })
  create(@Body() dto: CreateUserDto) {}
  @All(`${PATHS.byId}/${Extra.Avatar}`)
  avatar() {}
}
@Controller(['v0/users', '/people/'])
export class LegacyController { @Get('/') legacy() {} }
""",
        },
    )
    assert rows(found) == [
        ("*", "/api/users/{id}/avatar", "avatar", ()),
        ("GET", "/api", "root", ()),
        ("GET", "/api/people", "legacy", ()),
        ("GET", "/api/users", "list", ()),
        ("GET", "/api/users/{id}", "one", ()),
        ("GET", "/api/v0/users", "legacy", ()),
        ("GET", "/health", "check", ()),
        ("GET", "/status/{kind}", "status", ()),
        ("POST", "/api/users", "create", ()),
        ("POST", "/api/users/create", "create", ()),
    ]
    create = next(item.route for item in found.routes if item.path == "/api/users/create")
    assert (create.request_schema, create.status, create.documented) == ("CreateUserDto", 202, True)
    assert next(item.route.response_schema for item in found.routes if item.path == "/api/users") == "User[]"
    assert {item.path for item in found.routes if item.conditional} == {"/api/people", "/api/v0/users"}


def test_versions_in_the_path(tmp_path: Path) -> None:
    """The method's version counts before the controller's, and that before the default."""
    controllers = (
        COMMON
        + """
import { VERSION_NEUTRAL } from '@nestjs/common';
@Controller({ path: 'cats', version: ['1', '2'] })
export class CatsController {
  @Get() list() {}
  @Version('3') @Get('new') newest() {}
  @Version(VERSION_NEUTRAL) @Get('any') any() {}
}
@Controller('dogs')
export class DogsController { @Get() dogs() {} }
"""
    )
    module = (
        COMMON
        + """
import { CatsController, DogsController } from './controllers';
@Module({ controllers: [CatsController, DogsController] })
export class AppModule {}
"""
    )
    setup = "app.setGlobalPrefix('/api'); app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });"
    files = {"main.ts": main(setup=setup), "app.module.ts": module, "controllers.ts": controllers}
    assert [row[:2] for row in rows(backend(tmp_path / "uri", files))] == [
        ("GET", "/api/cats/any"),
        ("GET", "/api/v1/cats"),
        ("GET", "/api/v1/dogs"),
        ("GET", "/api/v2/cats"),
        ("GET", "/api/v3/cats/new"),
    ]
    files["main.ts"] = main(setup="app.enableVersioning({ type: VersioningType.HEADER, header: 'X-Version' });")
    assert ("GET", "/cats/new", "newest", ()) in rows(backend(tmp_path / "header", files))
    files["main.ts"] = main(setup="app.enableVersioning({ type: VersioningType.URI, prefix: false });")
    assert ("GET", "/3/cats/new", "newest", ()) in rows(backend(tmp_path / "bare", files))


def test_router_module_and_modules_made_by_functions(tmp_path: Path) -> None:
    """Paths by module; dynamic, forward and inherited modules."""
    found = backend(
        tmp_path,
        {
            "main.ts": main(),
            "app.module.ts": COMMON
            + """
import { forwardRef } from '@nestjs/common';
import { RouterModule, Routes } from '@nestjs/core';
import { AdminModule } from './admin.module';
import { MetricsModule } from './metrics.module';
import { MailModule } from './mail.module';
const routes: Routes = [
  { path: 'admin', module: AdminModule, children: [{ path: '/metrics', module: MetricsModule }] },
];
@Module({
  imports: [forwardRef(() => AdminModule), MetricsModule.forRoot({ every: 5 }), RouterModule.register(routes),
            MailModule.register({ host: 'mail' })],
})
export class AppModule {}
""",
            "admin.module.ts": COMMON
            + """
@Controller() export class DashboardController { @Get() dashboard() {} @Get('log') log() {} }
@Module({ controllers: [DashboardController] }) export class AdminModule {}
""",
            "metrics.module.ts": COMMON
            + """
@Controller('numbers') export class MetricsController { @Get(':name') number() {} }
@Module({})
export class MetricsModule {
  static async forRoot(options: Options): Promise<DynamicModule> {
    if (!options.every) { return { module: MetricsModule, controllers: [MetricsController] }; }
    return { module: MetricsModule, controllers: [MetricsController], providers: [] };
  }
}
""",
            "mail.module.ts": COMMON
            + """
import { ConfigurableModuleBuilder } from '@nestjs/common';
const { ConfigurableModuleClass } = new ConfigurableModuleBuilder().build();
@Controller('mail') export class MailController { @Post() send() {} }
@Module({ controllers: [MailController] }) export class MailModule extends ConfigurableModuleClass {}
""",
        },
    )
    assert rows(found) == [
        ("GET", "/admin", "dashboard", ()),
        ("GET", "/admin/log", "log", ()),
        ("GET", "/admin/metrics/numbers/{name}", "number", ()),
        ("POST", "/mail", "send", ()),
    ]
    assert not [item.path for item in found.routes if item.conditional]


def test_guards_of_application_module_class_and_method(tmp_path: Path) -> None:
    """In the order in which requests pass them; composed decorators; marks such as ``@Public`` are kept."""
    found = backend(
        tmp_path,
        {
            "main.ts": main(setup="app.use(helmet()); app.useGlobalGuards(new TenantGuard());"),
            "app.module.ts": COMMON
            + """
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard } from '@nestjs/throttler';
import { ItemsController } from './items.controller';
import { JwtGuard } from './auth';
@Module({
  controllers: [ItemsController],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }, { provide: APP_GUARD, useExisting: JwtGuard }],
})
export class AppModule {}
""",
            "auth.ts": """
import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
export class JwtGuard extends AuthGuard('jwt') {}
export class RolesGuard {}
export const IS_PUBLIC = 'isPublic';
export const Public = () => SetMetadata(IS_PUBLIC, true);
export function Auth(...roles: Role[]) {
  return applyDecorators(SetMetadata('roles', roles), UseGuards(AuthGuard('api-key'), RolesGuard));
}
export const AdminOnly = () => (target: object, key?: string, descriptor?: PropertyDescriptor) => {
  UseGuards(RolesGuard)(target, key, descriptor);
};
""",
            "items.controller.ts": COMMON
            + """
import { Public, Auth, AdminOnly } from './auth';
import { OwnerGuard } from './owner.guard';
@UseGuards(OwnerGuard)
@Controller('items')
export class ItemsController {
  @Public() @Get() list() {}
  @Post() @Auth('editor', 'admin') create() {}
  @AdminOnly() @Delete(':id') remove() {}
}
""",
            "owner.guard.ts": "export class OwnerGuard { canActivate() { return true; } }",
        },
    )
    around = ("helmet", "@nestjs/throttler.ThrottlerGuard", "JwtGuard", "TenantGuard", "OwnerGuard")
    assert rows(found) == [
        ("DELETE", "/items/{id}", "remove", (*around, "RolesGuard")),
        ("GET", "/items", "list", around),
        ("POST", "/items", "create", (*around, "AuthGuard", "RolesGuard")),
    ]
    options = {item.route.handler.name: item.route.options for item in found.routes}
    assert "isPublic" in options["ItemsController.list"]
    assert "@Public" in options["ItemsController.list"]
    assert "isPublic" not in options["ItemsController.create"]
    assert {"roles", "@Auth"} <= set(options["ItemsController.create"])
    key = next(guard for item in found.routes for guard in item.guards if guard.name == "AuthGuard")
    assert key.arguments == ("api-key",)


def test_middleware_for_some_routes(tmp_path: Path) -> None:
    """By path, by path and method, by controller, with exceptions."""
    found = backend(
        tmp_path,
        {
            "main.ts": main(setup="app.setGlobalPrefix('api');"),
            "app.module.ts": COMMON
            + """
import { MiddlewareConsumer, NestModule, RequestMethod } from '@nestjs/common';
import { CatsController, DogsController } from './controllers';
import { LogMiddleware, AuthMiddleware, audit } from './middleware';
@Module({ controllers: [CatsController, DogsController] })
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(LogMiddleware).forRoutes('*');
    consumer
      .apply(AuthMiddleware, audit)
      .exclude({ path: 'cats/:id', method: RequestMethod.GET }, 'cats/open')
      .forRoutes(CatsController)
      .apply(audit)
      .forRoutes({ path: 'dogs', method: RequestMethod.POST });
  }
}
""",
            "middleware.ts": """
export class LogMiddleware { use(req, res, next) { next(); } }
export class AuthMiddleware { use(req, res, next) { next(); } }
export function audit(req, res, next) { next(); }
""",
            "controllers.ts": COMMON
            + """
@Controller('cats')
export class CatsController { @Get() cats() {} @Get(':id') cat() {} @Put(':id') change() {} @Get('open') open() {} }
@Controller('dogs')
export class DogsController { @Get() dogs() {} @Post() dog() {} @Post('walk') walk() {} }
""",
        },
    )
    assert rows(found) == [
        ("GET", "/api/cats", "cats", ("LogMiddleware", "AuthMiddleware", "audit")),
        ("GET", "/api/cats/open", "open", ("LogMiddleware",)),
        ("GET", "/api/cats/{id}", "cat", ("LogMiddleware",)),
        ("GET", "/api/dogs", "dogs", ("LogMiddleware",)),
        ("POST", "/api/dogs", "dog", ("LogMiddleware", "audit")),
        ("POST", "/api/dogs/walk", "walk", ("LogMiddleware",)),
        ("PUT", "/api/cats/{id}", "change", ("LogMiddleware", "AuthMiddleware", "audit")),
    ]


def test_inherited_routes(tmp_path: Path) -> None:
    """From a base class and from a class that a function makes; what is written again without decorator is no route."""
    found = backend(
        tmp_path,
        {
            "main.ts": main(),
            "app.module.ts": COMMON
            + """
import { TagsController, NotesController } from './controllers';
@Module({ controllers: [TagsController, NotesController] }) export class AppModule {}
""",
            "base.ts": COMMON
            + """
@UseGuards(LoginGuard)
export abstract class BaseController<T> {
  @Get() list() {}
  @Get(':id') one() {}
  @Delete(':id') remove() {}
}
export function Crud(name: string) {
  @Controller(name)
  class Host { @Get() list() {} @Post() create(@Body() body: any) {} }
  return Host;
}
export const Counted = (Base) => class extends Base { @Get('count') count() {} };
""",
            "controllers.ts": COMMON
            + """
import { BaseController, Crud, Counted } from './base';
@Controller('tags')
export class TagsController extends BaseController<Tag> {
  remove() {}
  @UseGuards(AdminGuard) @Post() create() {}
}
export class NotesController extends Counted(Crud('notes')) {}
""",
        },
    )
    assert rows(found) == [
        ("GET", "/notes", "list", ()),
        ("GET", "/notes/count", "count", ()),
        ("GET", "/tags", "list", ("LoginGuard",)),
        ("GET", "/tags/{id}", "one", ("LoginGuard",)),
        ("POST", "/notes", "create", ()),
        ("POST", "/tags", "create", ("LoginGuard", "AdminGuard")),
    ]


def test_prefix_from_settings_and_several_programs_of_one_module(tmp_path: Path) -> None:
    """Settings that the program gives itself; a second application that serves nothing is not counted."""
    found = backend(
        tmp_path,
        {
            "src/main.ts": """
import { NestFactory } from '@nestjs/core';
import { ConfigService } from '@nestjs/config';
import { AppModule } from './app.module';
import { setup } from './setup';
async function bootstrap() {
  const early = await NestFactory.create(AppModule);
  await early.close();
  const app = await NestFactory.create(AppModule);
  setup(app);
  await app.listen(3000);
}
bootstrap();
""",
            "src/setup.ts": """
import { INestApplication } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { AppConfig } from './app-config';
export function setup(app: INestApplication) {
  const config = app.get(ConfigService<AllSettings>);
  app.setGlobalPrefix(`${config.getOrThrow<string>('http.prefix', { infer: true })}/${app.get(AppConfig).version}`);
}
""",
            "src/app-config.ts": """
import { ConfigService } from '@nestjs/config';
export class AppConfig {
  constructor(private readonly config: ConfigService) {}
  get version() { return this.config.get('API_VERSION', 'v1'); }
}
""",
            "src/http.config.ts": """
import { registerAs } from '@nestjs/config';
export default registerAs('http', () => ({ prefix: process.env.PREFIX || 'api' }));
""",
            "src/openapi.ts": """
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
export async function write() { const app = await NestFactory.create(AppModule, { logger: false }); }
""",
            "src/app.module.ts": COMMON
            + """
import { ConfigModule } from '@nestjs/config';
import http from './http.config';
@Controller('ping') export class PingController { @Get() ping() {} }
@Module({ imports: [ConfigModule.forRoot({ load: [http] })], controllers: [PingController] })
export class AppModule {}
""",
        },
    )
    assert rows(found) == [("GET", "/api/v1/ping", "ping", ())]


def test_two_applications_and_none(tmp_path: Path) -> None:
    """A repository with two programs; one whose program is elsewhere: its top modules stand for it."""
    files = {
        "apps/shop/src/main.ts": main(setup="app.setGlobalPrefix('shop');"),
        "apps/shop/src/app.module.ts": COMMON
        + """
import { SharedModule } from '@lib/shared';
@Module({ imports: [SharedModule] }) export class AppModule {}
""",
        "apps/back/src/main.ts": main(setup="app.setGlobalPrefix('back');"),
        "apps/back/src/app.module.ts": COMMON
        + """
import { SharedModule } from '@lib/shared';
@Controller('jobs') class JobsController { @Get() jobs() {} }
@Module({ imports: [SharedModule], controllers: [JobsController] }) export class AppModule {}
""",
        "libs/shared/src/index.ts": COMMON
        + """
@Controller('health') class HealthController { @Get() health() {} }
@Module({ controllers: [HealthController] }) export class SharedModule {}
""",
        "tsconfig.json": '{"compilerOptions": {"paths": {"@lib/shared": ["libs/shared/src"]}}}',
    }
    assert [row[1] for row in rows(backend(tmp_path / "two", files))] == ["/back/health", "/back/jobs", "/shop/health"]
    library = {name: text for name, text in files.items() if not name.endswith("main.ts") and "/shop/" not in name}
    assert [row[1] for row in rows(backend(tmp_path / "none", library))] == ["/health", "/jobs"]


def test_guards_that_derive_from_others_or_refuse_themselves(tmp_path: Path) -> None:
    files = {
        "main.ts": """
            import { Module, Controller, Get, UseGuards } from '@nestjs/common';
            import { NestFactory } from '@nestjs/core';
            import { OwnerGuard, SharedGuard, ProviderGuard } from './guards';
            @Controller('shares')
            class Shares {
              @Get('a') @UseGuards(OwnerGuard) a() {}
              @Get('b') @UseGuards(SharedGuard) b() {}
              @Get('c') @UseGuards(ProviderGuard) c() {}
            }
            @Module({ controllers: [Shares] })
            class AppModule {}
            NestFactory.create(AppModule).then((app) => app.listen(1));
        """,
        "guards.ts": """
            import { AuthGuard } from '@nestjs/passport';
            import { ForbiddenException, NotFoundException } from '@nestjs/common';
            class JwtGuard extends AuthGuard('jwt') {}
            export class OwnerGuard extends JwtGuard {
              async canActivate(context) { return super.canActivate(context); }
            }
            export class SharedGuard {
              canActivate(context) {
                const request = context.switchToHttp().getRequest();
                if (request.user?.id !== request.params.owner) throw new ForbiddenException();
                return true;
              }
            }
            export class ProviderGuard {
              canActivate(context) { throw new NotFoundException(); }
            }
        """,
    }
    judged = {found.path: bool(authentication_of(found)) for found in backend_of(tmp_path, files).routes}
    assert judged == {"/shares/a": True, "/shares/b": True, "/shares/c": False}


def test_routes_that_a_guard_of_all_leaves_open(tmp_path: Path) -> None:
    files = {
        "main.ts": """
            import { Module, Controller, Get, SetMetadata } from '@nestjs/common';
            import { APP_GUARD, NestFactory } from '@nestjs/core';
            import { JwtAuthGuard } from './guard';
            import { Public } from './public';
            @Controller('things')
            class Things {
              @Get('open') @Public() open() {}
              @Get('closed') closed() {}
              @Get('kept') @SetMetadata('isPublic', false) kept() {}
            }
            @Module({ controllers: [Things], providers: [{ provide: APP_GUARD, useClass: JwtAuthGuard }] })
            class AppModule {}
            NestFactory.create(AppModule).then((app) => app.listen(1));
        """,
        "public.ts": """
            import { SetMetadata } from '@nestjs/common';
            export const IS_PUBLIC_KEY = 'isPublic';
            export const Public = () => SetMetadata(IS_PUBLIC_KEY, true);
        """,
        "guard.ts": """
            import { AuthGuard } from '@nestjs/passport';
            import { Reflector } from '@nestjs/core';
            import { IS_PUBLIC_KEY } from './public';
            export class JwtAuthGuard extends AuthGuard('jwt') {
              constructor(private reflector: Reflector) { super(); }
              canActivate(context) {
                const isPublic = this.reflector.getAllAndOverride<boolean>(IS_PUBLIC_KEY, [
                  context.getHandler(), context.getClass(),
                ]);
                if (isPublic) {
                  return true;
                }
                return super.canActivate(context);
              }
            }
        """,
    }
    judged = {found.path: bool(authentication_of(found)) for found in backend_of(tmp_path, files).routes}
    assert judged == {"/things/open": False, "/things/closed": True, "/things/kept": True}


def test_controllers_that_are_all_a_folder_offers(tmp_path: Path) -> None:
    files = {
        "main.ts": """
            import { Module } from '@nestjs/common';
            import { NestFactory } from '@nestjs/core';
            import * as Controllers from './controllers';
            @Module({ controllers: [...Object.values(Controllers)] })
            class AppModule {}
            NestFactory.create(AppModule).then((app) => app.listen(1));
        """,
        "controllers/index.ts": "export * from './health';\nexport { Images } from './images';\n",
        "controllers/health.ts": """
            import { Controller, Get } from '@nestjs/common';
            @Controller() export class Health { @Get('/health') show() {} }
        """,
        "controllers/images.ts": """
            import { Controller, Get } from '@nestjs/common';
            @Controller('images') export class Images { @Get(':id') show() {} }
        """,
    }
    assert sorted(found.path for found in backend_of(tmp_path, files).routes) == ["/health", "/images/{id}"]
