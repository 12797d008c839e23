module example.com/shop

require (
	github.com/gin-gonic/gin v1.10.0
	gorm.io/gorm v1.25.0
)
