package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

var ErrOutOfStock = errors.New("out of stock")

type Store struct {
	db *gorm.DB
}

func New(db *gorm.DB) (*Store, error) {
	return &Store{db: db}, db.AutoMigrate(&User{}, &Product{}, &Order{}, &OrderLine{})
}

func (s *Store) UserByEmail(ctx context.Context, email string) (*User, error) {
	var user User
	err := s.db.WithContext(ctx).Where("email = ?", email).First(&user).Error
	return &user, err
}

func (s *Store) AddUser(ctx context.Context, user *User) error {
	return s.db.WithContext(ctx).Create(user).Error
}

func (s *Store) SetResetToken(ctx context.Context, user *User, token string) error {
	return s.db.WithContext(ctx).Model(user).Update("reset_token", token).Error
}

func (s *Store) Products(ctx context.Context, limit, offset int) ([]Product, error) {
	products := []Product{}
	err := s.db.WithContext(ctx).Order("id").Limit(limit).Offset(offset).Find(&products).Error
	return products, err
}

func (s *Store) SearchProducts(ctx context.Context, term, sort string) ([]Product, error) {
	products := []Product{}
	query := fmt.Sprintf("SELECT * FROM products WHERE name LIKE '%%%s%%' ORDER BY %s LIMIT 50", term, sort)
	err := s.db.WithContext(ctx).Raw(query).Scan(&products).Error
	return products, err
}

func (s *Store) Product(ctx context.Context, id uint) (*Product, error) {
	var product Product
	err := s.db.WithContext(ctx).First(&product, id).Error
	return &product, err
}

func (s *Store) PlaceOrder(ctx context.Context, order *Order, lines []OrderLine) error {
	return s.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(order).Error; err != nil {
			return err
		}
		for i := range lines {
			taken := tx.Model(&Product{}).
				Where("id = ? AND stock >= ?", lines[i].ProductID, lines[i].Quantity).
				Update("stock", gorm.Expr("stock - ?", lines[i].Quantity))
			if taken.Error != nil {
				return taken.Error
			}
			if taken.RowsAffected == 0 {
				return ErrOutOfStock
			}
			lines[i].OrderID = order.ID
		}
		return tx.Create(&lines).Error
	})
}

func (s *Store) OrdersOf(ctx context.Context, userID uint) ([]Order, error) {
	var orders []Order
	err := s.db.WithContext(ctx).Where("user_id = ?", userID).Order("id DESC").Find(&orders).Error
	return orders, err
}

func (s *Store) LinesOf(ctx context.Context, orderID uint) ([]OrderLine, error) {
	lines := []OrderLine{}
	err := s.db.WithContext(ctx).Where("order_id = ?", orderID).Find(&lines).Error
	return lines, err
}

func (s *Store) SetStatus(ctx context.Context, orderID uint, status string) error {
	return s.db.WithContext(ctx).Model(&Order{}).Where("id = ?", orderID).Update("status", status).Error
}
