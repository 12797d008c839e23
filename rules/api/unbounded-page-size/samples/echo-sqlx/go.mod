module example.com/cats

go 1.22

require (
	github.com/labstack/echo/v4 v4.12.0
	github.com/jmoiron/sqlx v1.4.0
)
