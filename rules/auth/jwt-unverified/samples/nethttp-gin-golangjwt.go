package auth

import (
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

var key = []byte(os.Getenv("KEY"))

func keyFunc(token *jwt.Token) (interface{}, error) {
	if _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {
		return nil, errors.New("unexpected algorithm")
	}
	return key, nil
}

func Unverified(w http.ResponseWriter, r *http.Request) {
	claims := jwt.MapClaims{}
	// pedantic: jwt-unverified
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("Authorization"), claims)
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
	_, _ = w.Write([]byte(claims["sub"].(string)))
}

func GinUnverified(c *gin.Context) {
	parser := new(jwt.Parser)
	// pedantic: jwt-unverified
	token, _, err := parser.ParseUnverified(c.GetHeader("Authorization"), &jwt.RegisteredClaims{})
	if err != nil {
		c.AbortWithStatus(401)
		return
	}
	c.Set("user", token.Claims)
}

func Verified(w http.ResponseWriter, r *http.Request) {
	// ok: jwt-unverified
	token, err := jwt.Parse(r.Header.Get("Authorization"), keyFunc)
	if err != nil || !token.Valid {
		http.Error(w, "no", 401)
	}
}

func ValidMethods(raw string) error {
	// ok: jwt-unverified
	_, err := jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, func(t *jwt.Token) (interface{}, error) {
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	return err
}

func AnyMethod(raw string) error {
	// pedantic: jwt-unverified
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		return key, nil
	})
	return err
}

func TenantFirst(raw string, keys map[string][]byte) error {
	claims := jwt.MapClaims{}
	// ok: jwt-unverified
	_, _, err := jwt.NewParser().ParseUnverified(raw, claims)
	if err != nil {
		return err
	}
	// ok: jwt-unverified
	_, err = jwt.Parse(raw, keyFunc)
	return err
}

func ExpiryOnly(raw string) time.Time {
	claims := jwt.MapClaims{}
	// ok: jwt-unverified
	if _, _, err := jwt.NewParser().ParseUnverified(raw, claims); err != nil {
		return time.Now()
	}
	return time.Unix(int64(claims["exp"].(float64)), 0)
}

func None(id string) (string, error) {
	claims := jwt.MapClaims{"sub": id, "exp": time.Now().Add(time.Minute).Unix()}
	// ruleid: jwt-unverified
	token := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: jwt-unverified
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func NoneAllowed(raw string) error {
	// ruleid: jwt-unverified
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		return jwt.UnsafeAllowNoneSignatureType, nil
	})
	return err
}

func Expired(raw string) error {
	// ruleid: jwt-unverified
	parser := jwt.NewParser(jwt.WithoutClaimsValidation(), jwt.WithValidMethods([]string{"HS256"}))
	// ok: jwt-unverified
	_, err := parser.Parse(raw, keyFunc)
	return err
}

func ExpiredByHand(raw string) error {
	// ok: jwt-unverified
	parser := &jwt.Parser{SkipClaimsValidation: true}
	// ok: jwt-unverified
	token, err := parser.ParseWithClaims(raw, &jwt.StandardClaims{}, keyFunc)
	if err != nil {
		return err
	}
	claims := token.Claims.(*jwt.StandardClaims)
	return claims.Valid()
}

func (p Plugin) Check(ctx context.Context, raw string) (*jwt.Token, error) {
	token, err := shaped(raw)
	if err != nil {
		return nil, err
	}
	if _, err := p.client.Introspect(ctx, raw); err != nil {
		return nil, err
	}
	return token, nil
}

func shaped(raw string) (*jwt.Token, error) {
	token, err := pulledApart(raw)
	if err != nil {
		return nil, err
	}
	return token, complete(token)
}

func pulledApart(raw string) (*jwt.Token, error) {
	// ok: jwt-unverified
	token, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	return token, err
}

func (p Plugin) Trust(ctx context.Context, raw, other string) (*jwt.Token, error) {
	token, err := opened(raw)
	if err != nil {
		return nil, err
	}
	if _, err := p.client.Introspect(ctx, other); err != nil {
		return nil, err
	}
	return token, nil
}

func opened(raw string) (*jwt.Token, error) {
	// ruleid: jwt-unverified
	token, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	return token, err
}
