// Package shop is what the shop does, apart from HTTP.
package shop

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/gin-shop/internal/auth"
	"example.com/gin-shop/internal/queue"
	"example.com/gin-shop/internal/store"
)

type Service struct {
	Store      *store.Store
	Cache      *redis.Client
	BrokerURL  string
	PaymentURL string
}

type Line struct {
	ProductID uint `json:"product_id" binding:"required"`
	Quantity  int  `json:"quantity" binding:"required,min=1,max=1000"`
}

type OrderView struct {
	ID     uint     `json:"id"`
	Status string   `json:"status"`
	Names  []string `json:"products"`
	Cents  int64    `json:"cents"`
}

func (s *Service) Product(ctx context.Context, id uint) (*store.Product, error) {
	key := "product:" + strconv.FormatUint(uint64(id), 10)
	if cached, err := s.Cache.Get(ctx, key).Bytes(); err == nil {
		var product store.Product
		if err := json.Unmarshal(cached, &product); err == nil {
			return &product, nil
		}
	}
	product, err := s.Store.Product(ctx, id)
	if err != nil {
		return nil, err
	}
	if encoded, err := json.Marshal(product); err == nil {
		if err := s.Cache.Set(ctx, key, encoded, 0).Err(); err != nil {
			log.Printf("filling the cache failed: %v", err)
		}
	}
	return product, nil
}

func (s *Service) PlaceOrder(ctx context.Context, userID uint, address string, lines []Line) (*store.Order, error) {
	sealed, err := auth.Seal(address)
	if err != nil {
		return nil, err
	}
	order := &store.Order{UserID: userID, Status: "new", Address: sealed}
	rows := make([]store.OrderLine, 0, len(lines))
	for _, line := range lines {
		rows = append(rows, store.OrderLine{ProductID: line.ProductID, Quantity: line.Quantity})
	}
	if err := s.Store.PlaceOrder(ctx, order, rows); err != nil {
		return nil, err
	}
	_ = queue.Publish(ctx, s.BrokerURL, queue.Event{Type: "order.placed", OrderID: order.ID})
	return order, nil
}

func (s *Service) History(ctx context.Context, userID uint) ([]OrderView, error) {
	orders, err := s.Store.OrdersOf(ctx, userID)
	if err != nil {
		return nil, err
	}
	history := make([]OrderView, 0, len(orders))
	for _, order := range orders {
		view := OrderView{ID: order.ID, Status: order.Status}
		lines, err := s.Store.LinesOf(ctx, order.ID)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			product, err := s.Store.Product(ctx, line.ProductID)
			if err != nil {
				return nil, err
			}
			view.Names = append(view.Names, product.Name)
			view.Cents += product.Cents * int64(line.Quantity)
		}
		history = append(history, view)
	}
	return history, nil
}

// Charge asks the payment provider for the money; its event tells us later whether that worked.
func (s *Service) Charge(orderID uint, cardToken string) error {
	body, err := json.Marshal(map[string]interface{}{"order": orderID, "card": cardToken})
	if err != nil {
		return err
	}
	response, err := http.Post(s.PaymentURL, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("payment provider answered %s", response.Status)
	}
	return nil
}
