module example.com/x

go 1.22

require (
	github.com/gin-gonic/gin v1.9.0
	gorm.io/gorm v1.25.0
)
