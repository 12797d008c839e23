package main

import (
	"context"
	"database/sql"
	"log"
	"net"

	"google.golang.org/grpc"

	pb "example.com/stock/gen/stock"
)

type server struct {
	pb.UnimplementedStockServer
	db *sql.DB
}

func (s *server) Amount(ctx context.Context, in *pb.Item) (*pb.Answer, error) {
	var amount int64
	if err := s.db.QueryRowContext(ctx, "SELECT amount FROM stock WHERE id = $1", in.GetId()).Scan(&amount); err != nil {
		// ruleid: process-exit-in-handler
		log.Fatalf("no amount: %v", err)
	}
	return &pb.Answer{Amount: amount}, nil
}

func (s *server) Names(ctx context.Context, in *pb.Item) (*pb.Answer, error) {
	if err := s.db.PingContext(ctx); err != nil {
		// ok: process-exit-in-handler
		log.Printf("no database: %v", err)
		return nil, err
	}
	return &pb.Answer{}, nil
}

func main() {
	listener, err := net.Listen("tcp", ":5000")
	if err != nil {
		// ok: process-exit-in-handler
		log.Fatal(err)
	}
	service := grpc.NewServer()
	pb.RegisterStockServer(service, &server{})
	if err := service.Serve(listener); err != nil {
		// ok: process-exit-in-handler
		log.Fatal(err)
	}
}
