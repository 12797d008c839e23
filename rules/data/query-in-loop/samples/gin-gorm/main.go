package main

import (
	"log"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Item struct {
	ID      uint
	OrderID uint
	Name    string
}

type Order struct {
	ID     uint
	UserID uint
}

type User struct {
	ID   uint
	Name string
}

var db *gorm.DB

func userOf(id uint) User {
	var user User
	db.First(&user, id)
	return user
}

func orders(c *gin.Context) {
	var found []Order
	db.Limit(50).Find(&found)
	names := []string{}
	for _, order := range found {
		var items []Item
		// ruleid: query-in-loop
		db.Where("order_id = ?", order.ID).Find(&items)
		// ruleid: query-in-loop
		names = append(names, userOf(order.UserID).Name)
	}
	c.JSON(200, names)
}

func ordersAtOnce(c *gin.Context) {
	var found []Order
	db.Limit(50).Find(&found)
	ids := []uint{}
	for _, order := range found {
		ids = append(ids, order.ID)
	}
	var items []Item
	// ok: query-in-loop
	db.Where("order_id IN ?", ids).Find(&items)
	c.JSON(200, items)
}

func counts(c *gin.Context) {
	result := map[string]int64{}
	for _, state := range []string{"open", "paid"} {
		var count int64
		// ok: query-in-loop
		db.Model(&Order{}).Where("state = ?", state).Count(&count)
		result[state] = count
	}
	c.JSON(200, result)
}

func batches(c *gin.Context) {
	ids := c.QueryArray("id")
	var all []Item
	for start := 0; start < len(ids); start += 500 {
		var some []Item
		// ok: query-in-loop
		db.Where("id IN ?", ids[start:min(start+500, len(ids))]).Find(&some)
		all = append(all, some...)
	}
	c.JSON(200, all)
}

func totals(c *gin.Context) {
	rows, err := db.Model(&Order{}).Select("user_id, count(*)").Group("user_id").Rows()
	if err != nil {
		c.AbortWithStatus(500)
		return
	}
	defer rows.Close()
	found := map[uint]int{}
	for rows.Next() {
		var user uint
		var count int
		// ok: query-in-loop
		rows.Scan(&user, &count)
		found[user] = count
		// ruleid: query-in-loop
		log.Println(userOf(user).Name)
	}
	c.JSON(200, found)
}

func main() {
	router := gin.Default()
	router.GET("/orders", orders)
	router.GET("/orders/fast", ordersAtOnce)
	router.GET("/orders/counts", counts)
	router.GET("/items", batches)
	router.GET("/orders/totals", totals)
	router.Run()
}
