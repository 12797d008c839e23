"""Next.js: routes by the names of files, the methods that handlers ask for, what each of them does, and middleware."""

from __future__ import annotations

from pathlib import Path

from backend_review.inventory.rows import rows_of
from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of, paths_of, routes_of

PACKAGE = '{"dependencies": {"next": "^15.0.0", "sequelize": "^6.0.0"}}'
MODELS = """
    import { Sequelize, DataTypes } from 'sequelize';
    const sequelize = new Sequelize('sqlite::memory:');
    export const Team = sequelize.define('team', { name: DataTypes.STRING });
"""
PAGES = {
    "web/package.json": PACKAGE,
    "web/next.config.js": "module.exports = { basePath: '/console', images: {} };",
    "web/lib/models.ts": MODELS,
    "web/pages/api/teams/index.ts": """
        import type { NextApiRequest, NextApiResponse } from 'next';
        import { Team } from '../../../lib/models';
        export default async function handler(req: NextApiRequest, res: NextApiResponse) {
          if (req.method === 'GET') {
            return res.status(200).json(await Team.findAll());
          } else if (req.method === 'POST') {
            return res.status(201).json(await Team.create(req.body));
          }
          res.setHeader('Allow', ['GET', 'POST']);
          res.status(405).end();
        }
    """,
    "web/pages/api/teams/[id].ts": """
        import { Team } from '../../../lib/models';
        async function handler(req, res) {
          const { query: { id }, method } = req;
          switch (method) {
            case 'GET':
              res.json(await Team.findByPk(id));
              break;
            case 'PUT':
            case 'PATCH':
              res.json(await Team.update(req.body, { where: { id } }));
              break;
            default:
              res.status(405).end();
          }
        }
        export default withAuth(handler);
    """,
    "web/pages/api/files/[...path].js": "export default (req, res) => res.json({ path: req.query.path });",
    "web/pages/api/remove.ts": """
        export default async function remove(req, res) {
          if (req.method !== 'DELETE') return res.status(400).end();
          await fetch('https://mail.example.org', { method: 'POST' });
          res.status(204).end();
        }
    """,
    "web/pages/api/both.ts": """
        import { Team } from '../../lib/models';
        const list = async (req, res) => res.json(await Team.findAll());
        const create = async (req, res) => res.json(await Team.create(req.body));
        const handlers = { GET: list, POST: create };
        export default async function both(req, res) { return handlers[req.method](req, res); }
    """,
    "web/pages/api/sent.ts": """
        export default async function sent(req, res) {
          if (req.method === 'POST') { res.status(201).json({}); return; }
          res.json({ sent: true });
        }
    """,
    "web/pages/api/types.d.ts": "export default function handler(req: any, res: any): void;",
    "web/pages/index.tsx": "export default function Home() { return <main />; }",
}
APP = {
    "package.json": PACKAGE,
    "src/lib/models.ts": MODELS,
    "src/app/(admin)/teams/route.ts": """
        import { NextResponse } from 'next/server';
        import { Team } from '../../../lib/models';
        import { withRole } from '../../../lib/roles';
        export async function GET(request: Request) {
          return NextResponse.json(await Team.findAll({ limit: 50 }));
        }
        export const POST = withRole('admin', async (request) => NextResponse.json(await Team.create(await request.json())));
    """,
    "src/app/teams/[teamId]/members/[[...rest]]/route.js": """
        import { Team } from '../../../../../lib/models';
        const handler = async (req, { params }) => Response.json(await Team.findAll({ where: { owner: params.teamId } }));
        export { handler as GET, handler as HEAD };
    """,
    "src/app/_parts/route.ts": "export const GET = () => null;",
    "src/app/teams/page.tsx": "export default function Page() { return <main />; }",
    "src/lib/roles.ts": "export const withRole = (role, next) => async (req, ctx) => { await verify(req, role); return next(req, ctx); };",
    "src/middleware.ts": """
        export { auth as middleware } from './auth';
        export const config = { matcher: ['/teams/:path*'] };
    """,
    "src/auth.ts": "export async function auth(request) { return verifyToken(request); }",
}


def paged(folder: Path, files: dict[str, str]) -> dict[str, bool | None]:
    return {f"{row.method} {row.facts['path']}": row.facts["paginated"] for row in rows_of(backend_of(folder, files))}


def test_pages_answer_the_methods_that_they_ask_for(tmp_path: Path) -> None:
    assert paths_of(tmp_path, PAGES) == [
        "* /console/api/files/{path}",
        "DELETE /console/api/remove",
        "GET /console/api/both",
        "GET /console/api/sent",
        "GET /console/api/teams",
        "GET /console/api/teams/{id}",
        "PATCH /console/api/teams/{id}",
        "POST /console/api/both",
        "POST /console/api/sent",
        "POST /console/api/teams",
        "PUT /console/api/teams/{id}",
    ]


def test_each_method_does_what_its_branch_does(tmp_path: Path) -> None:
    backend = backend_of(tmp_path, PAGES)
    done = {
        f"{found.methods[0]} {found.path.removeprefix('/console/api')}": {
            effect.kind for effect in backend.effects_of(found)
        }
        & {"read_many", "read_one", "write"}
        for found in backend.routes
    }
    assert done["GET /teams"] == {"read_many"}
    assert done["POST /teams"] == {"write"}
    assert done["GET /teams/{id}"] == {"read_one"}
    assert done["PUT /teams/{id}"] == done["PATCH /teams/{id}"] == {"write"}
    assert done["GET /both"] == {"read_many"}
    assert done["POST /both"] == {"write"}


def test_lists_are_paged_or_not(tmp_path: Path) -> None:
    told = paged(tmp_path, PAGES)
    assert (told["GET /console/api/teams"], told["POST /console/api/teams"]) == (False, None)
    assert told["GET /console/api/teams/{id}"] is None


def test_wrappers_guard_and_the_handler_is_inside(tmp_path: Path) -> None:
    found = {f"{method} {path}": (name, guards) for method, path, name, guards in routes_of(tmp_path, PAGES)}
    assert found["GET /console/api/teams/{id}"] == ("handler", ())  # nothing is known of withAuth
    assert found["GET /console/api/teams"] == ("handler", ())


def test_route_handlers_are_exports(tmp_path: Path) -> None:
    backend = backend_of(tmp_path, APP)
    found = {f"{item.methods[0]} {item.path}": item for item in backend.routes}
    assert list(found) == [
        "GET /teams",
        "POST /teams",
        "GET /teams/{teamId}/members",
        "GET /teams/{teamId}/members/{rest}",
        "HEAD /teams/{teamId}/members",
        "HEAD /teams/{teamId}/members/{rest}",
    ]
    assert [guard.name for guard in found["POST /teams"].guards] == ["auth", "withRole"]
    assert authentication_of(found["GET /teams"])
    assert {row.method: row.facts["paginated"] for row in rows_of(backend) if row.facts["path"] == "/teams"} == {
        "GET": True,
        "POST": None,
    }


def test_what_requests_bring(tmp_path: Path) -> None:
    backend = backend_of(tmp_path, APP)
    taken = {
        f"{item.methods[0]} {item.path}": sorted({part.title for part in backend.inputs_of(item).taken})
        for item in backend.routes
    }
    assert taken["POST /teams"] == ["body"]
    assert "path teamId" in taken["GET /teams/{teamId}/members"]


def test_middleware_sees_what_its_matcher_names(tmp_path: Path) -> None:
    files = PAGES | {
        "web/middleware.ts": """
            import { NextResponse } from 'next/server';
            export async function middleware(request) { return verifyToken(request); }
            export const config = { matcher: ['/((?!api|_next/static).*)', '/api/teams/:path*'] };
        """
    }
    found = {path: guards for method, path, _, guards in routes_of(tmp_path, files) if method == "GET"}
    assert found["/console/api/teams/{id}"] == ("middleware",)
    assert found["/console/api/sent"] == ()


def test_where_nothing_asks_for_next_files_are_no_routes(tmp_path: Path) -> None:
    assert paths_of(tmp_path / "configured", PAGES | {"web/package.json": "{}"})
    other = {name: text for name, text in PAGES.items() if not name.endswith((".json", "config.js"))}
    assert paths_of(tmp_path / "other", other) == []
