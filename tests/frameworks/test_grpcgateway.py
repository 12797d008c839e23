"""grpc-gateway: annotations in .proto files, the project's own methods, what is registered and what is not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from backend_review.backend import build
from backend_review.index.protobuf import services_of
from backend_review.project.files import collect

PROTO = """
    syntax = "proto3";
    package shop.v1;
    option go_package = "example.com/shop/gen/shopv1";
    import "google/api/annotations.proto";

    // Books of the shop. rpc Fake(A) returns (B) {}
    service BookService {
      // GetBook gives one book.
      rpc GetBook(GetBookRequest) returns (Book) {
        option (google.api.http) = {
          get: "/v1/{name=shelves/*/books/*}"
          additional_bindings { get: "/v1/books/{book_id}" }
          additional_bindings {
            post: "/v1/books:lookup"
            body: "*"
          }
        };
      }
      rpc CreateBook(CreateBookRequest) returns (Book) {
        option (google.api.http) = { post: "/v1/" "books" body: "book" };
        option (grpc.gateway.protoc_gen_openapiv2.options.openapiv2_operation) = { summary: "get: \\"/no\\"" };
      }
      rpc Watch(WatchRequest) returns (stream Book) { option (google.api.http).get = "/v1/books:watch"; }
      rpc Probe(Empty) returns (Empty) {
        option (google.api.http) = { custom: { kind: "HEAD" path: "/v1/probe" } };
      }
      rpc Internal(Empty) returns (Empty);
      /* rpc Old(Empty) returns (Empty) { option (google.api.http) = { get: "/old" }; } */
    }

    service Unregistered {
      rpc Nothing(Empty) returns (Empty) { option (google.api.http) = { get: "/v1/nothing" }; }
    }
"""
SERVER = """
    package books

    import (
        "context"
        pb "example.com/shop/gen/shopv1"
    )

    type Service struct {
        pb.UnimplementedBookServiceServer
    }

    func (s *Service) GetBook(ctx context.Context, req *pb.GetBookRequest) (*pb.Book, error) { return nil, nil }

    // CreateBook adds one.
    func (s *Service) CreateBook(ctx context.Context, req *pb.CreateBookRequest) (*pb.Book, error) { return nil, nil }
"""
MAIN = """
    package main

    import (
        "context"
        "net/http"
        "google.golang.org/grpc"
        "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
        pb "example.com/shop/gen/shopv1"
        "example.com/shop/books"
    )

    func authenticate(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
        return nil, status.Error(codes.Unauthenticated, "who?")
    }

    func main() {
        server := grpc.NewServer(grpc.ChainUnaryInterceptor(authenticate))
        pb.RegisterBookServiceServer(server, &books.Service{})
        gateway := runtime.NewServeMux()
        if err := pb.RegisterBookServiceHandlerFromEndpoint(context.Background(), gateway, ":9090", nil); err != nil {
            panic(err)
        }
        gateway.HandlePath("GET", "/healthz", func(w http.ResponseWriter, r *http.Request, p map[string]string) {})
        mux := http.NewServeMux()
        mux.Handle("/", gateway)
        http.ListenAndServe(":8080", logged(mux))
    }

    func logged(next http.Handler) http.Handler {
        return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
    }
"""


def routes(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """(method, path, handler, file and line of the declaration) of every route."""
    for name, text in {"go.mod": "module example.com/shop\n\ngo 1.22\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    inventory = collect(folder, [folder])
    backend = build(inventory.files, inventory.generated)
    return [
        (method, found.path, found.route.handler.name, f"{found.route.place.path}:{found.route.place.line}")
        for found in backend.routes
        for method in found.methods
    ]


FILES = {"proto/shop/v1/books.proto": PROTO, "books/service.go": SERVER, "main.go": MAIN}


def test_annotated_methods_are_routes_of_the_gateway(tmp_path: Path) -> None:
    proto = "proto/shop/v1/books.proto"
    assert sorted(routes(tmp_path, FILES)) == [
        ("GET", "/healthz", "", "main.go:24"),
        ("GET", "/v1/books/{book_id}", "Service.GetBook", f"{proto}:13"),
        ("GET", "/v1/books:watch", "BookService.Watch", f"{proto}:24"),
        ("GET", "/v1/{name}", "Service.GetBook", f"{proto}:12"),
        ("HEAD", "/v1/probe", "BookService.Probe", f"{proto}:26"),
        ("POST", "/v1/books", "Service.CreateBook", f"{proto}:21"),
        ("POST", "/v1/books:lookup", "Service.GetBook", f"{proto}:15"),
    ]


def test_interceptors_and_wrappers_guard(tmp_path: Path) -> None:
    routes(tmp_path, FILES)
    inventory = collect(tmp_path, [tmp_path])
    (found,) = [item for item in build(inventory.files).routes if item.path == "/v1/books"]
    assert [guard.name for guard in found.guards] == ["logged", "authenticate"]
    assert found.route.documented
    assert found.route.request_schema == "CreateBookRequest"


def test_annotations_that_nothing_registers_are_no_routes(tmp_path: Path) -> None:
    assert routes(tmp_path, {**FILES, "main.go": MAIN.replace("RegisterBookServiceHandlerFromEndpoint", "Dial")}) == [
        ("GET", "/healthz", "", "main.go:24")
    ]


def test_kratos_and_tables_of_registrations(tmp_path: Path) -> None:
    main = """
        package main

        func run(srv *http.Server, service *books.Service) {
            for _, register := range []func(){pb.RegisterBookServiceHTTPServer} {
                register(srv, service)
            }
        }
    """
    found = routes(tmp_path, {**FILES, "main.go": main})
    assert ("POST", "/v1/books", "Service.CreateBook", "proto/shop/v1/books.proto:21") in found


def test_broken_contracts_end() -> None:
    rest = 'service A { rpc B(C) returns (D) { option (google.api.http) = { get: "'
    for text, methods in (
        ("service A {", [0]),
        ("service A { rpc B(C) returns (D) {" * 2000, [2000]),
        (rest, [1]),
        ("{" * 100000, []),
    ):
        assert [len(service.methods) for service in services_of(text)] == methods
