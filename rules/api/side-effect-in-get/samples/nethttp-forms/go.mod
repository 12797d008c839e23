module example.com/shop

go 1.22

require (
	github.com/gorilla/mux v1.8.1
	gorm.io/gorm v1.25.0
)
