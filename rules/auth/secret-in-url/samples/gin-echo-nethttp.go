package api

import (
	"database/sql"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func orders(c *gin.Context) {
	// ruleid: secret-in-url
	token := c.Query("token")
	// ok: secret-in-url
	page := c.Query("page")
	// ok: secret-in-url
	header := c.GetHeader("Authorization")
	c.JSON(200, []string{token, page, header})
}

func verifyEmail(c *gin.Context) {
	// ok: secret-in-url
	c.JSON(200, c.Query("token"))
}

func items(w http.ResponseWriter, r *http.Request) {
	// ruleid: secret-in-url
	fmt.Fprint(w, len(r.URL.Query().Get("api_key")))
}

func users(c echo.Context) error {
	// ruleid: secret-in-url
	return c.JSON(200, c.QueryParam("password"))
}

func rows(db *sql.DB) (*sql.Rows, error) {
	// ok: secret-in-url
	return db.Query("token")
}

func server() echo.MiddlewareFunc {
	return middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		// ruleid: secret-in-url
		KeyLookup: "query:api_key",
	})
}

func partner(client *http.Client, key string) (*http.Response, error) {
	req, err := http.NewRequest("GET", "https://api.shop-partner.net/orders", nil)
	if err != nil {
		return nil, err
	}
	q := req.URL.Query()
	// as info
	// pedantic: secret-in-url
	q.Set("api_key", key)
	// ok: secret-in-url
	q.Set("page", "2")
	req.URL.RawQuery = q.Encode()
	return client.Do(req)
}

func link(token string) string {
	// ruleid: secret-in-url
	return fmt.Sprintf("/app?token=%s", token)
}

func pagination(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ok: secret-in-url
		token := r.URL.Query().Get("token")
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), "page", token)))
	})
}

func picture(c echo.Context) error {
	// ok: secret-in-url
	if isTrue(c.QueryParam("token")) {
		return c.NoContent(204)
	}
	return c.NoContent(200)
}

func isTrue(text string) bool { return text == "1" || text == "true" }
