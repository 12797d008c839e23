package main

import (
	"fmt"

	"github.com/robfig/cron/v3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

type User struct {
	ID    uint
	Email string
}

type Invoice struct {
	ID     uint
	UserID uint
}

var db *gorm.DB

func remind() {
	var invoices []Invoice
	db.Where("paid = ?", false).Find(&invoices)
	for _, invoice := range invoices {
		var user User
		// ruleid: query-in-loop
		db.First(&user, invoice.UserID)
		fmt.Println(user.Email)
	}
}

func main() {
	db, _ = gorm.Open(sqlite.Open("shop.db"), &gorm.Config{})
	c := cron.New()
	c.AddFunc("0 8 * * *", remind)
	c.AddFunc("@daily", func() {
		var invoices []Invoice
		db.Where("paid = ?", false).Find(&invoices)
		ids := []uint{}
		for _, invoice := range invoices {
			ids = append(ids, invoice.UserID)
		}
		var users []User
		// ok: query-in-loop
		db.Where("id IN ?", ids).Find(&users)
		for _, user := range users {
			fmt.Println(user.Email)
		}
	})
	c.Run()
}
