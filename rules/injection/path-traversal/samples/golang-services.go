package main

import (
	"context"
	"net"
	"os"

	"github.com/gofiber/fiber/v3"
	"github.com/hibiken/asynq"
	"github.com/kataras/iris/v12"
	"github.com/nats-io/nats.go"
	"github.com/valyala/fasthttp"
	"google.golang.org/grpc"

	pb "example.com/app/gen"
)

type server struct {
	pb.UnimplementedFilesServer
}

func (s *server) Get(ctx context.Context, req *pb.GetRequest) (*pb.GetResponse, error) {
	// ruleid: path-traversal
	data, err := os.ReadFile("/d/" + req.GetName())
	if err != nil {
		return nil, err
	}
	// ruleid: path-traversal
	os.Remove("/d/" + req.Name)
	return &pb.GetResponse{Data: data}, nil
}

func fh(ctx *fasthttp.RequestCtx) {
	// ruleid: path-traversal
	os.Open("/d/" + string(ctx.QueryArgs().Peek("x")))
	// ruleid: path-traversal
	os.Open("/d/" + string(ctx.FormValue("x")))
	// ruleid: path-traversal
	os.Open("/d/" + string(ctx.PostBody()))
	// ruleid: path-traversal
	os.Open("/d/" + ctx.UserValue("name").(string))
}

type fin struct{ Name string }

func fiber3(c fiber.Ctx) error {
	var a, b fin
	if err := c.Bind().Body(&a); err != nil {
		return err
	}
	// ruleid: path-traversal
	os.Open("/d/" + a.Name)
	c.Bind().Query(&b)
	// ruleid: path-traversal
	os.Open("/d/" + b.Name)
	// ruleid: path-traversal
	os.Open("/d/" + c.Params("x"))
	// ruleid: path-traversal
	os.Open("/d/" + fiber.Query[string](c, "x"))
	// ok: path-traversal
	os.Open("/d/" + string(rune(fiber.Query[int](c, "x"))))
	return nil
}

func irisH(ctx iris.Context) {
	// ruleid: path-traversal
	os.Open("/d/" + ctx.URLParam("x"))
	// ruleid: path-traversal
	os.Open("/d/" + ctx.Params().Get("x"))
}

func natsSub(nc *nats.Conn) {
	nc.Subscribe("files", func(m *nats.Msg) {
		// ruleid: path-traversal
		os.Open("/d/" + string(m.Data))
	})
}

func task(ctx context.Context, t *asynq.Task) error {
	// ruleid: path-traversal
	_, err := os.Open("/d/" + string(t.Payload()))
	return err
}

func raw(conn net.Conn) {
	buf := make([]byte, 100)
	n, _ := conn.Read(buf)
	// todoruleid: path-traversal [what a raw connection reads into a buffer]
	os.Open("/d/" + string(buf[:n]))
}

func main() {
	s := grpc.NewServer()
	pb.RegisterFilesServer(s, &server{})
	// ruleid: server-without-timeouts
	app := fiber.New()
	app.Get("/x", fiber3)
	mux := asynq.NewServeMux()
	mux.HandleFunc("t", task)
	// ruleid: server-without-timeouts
	fasthttp.ListenAndServe(":8080", fh)
}
