package billing

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/jlaffaye/ftp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

const base = "http://billing.shop-partner.net"

func charge(ctx context.Context, client *http.Client, body []byte, token string) error {
	// ruleid: cleartext-transport
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/charges", bytes.NewReader(body))
	if err != nil {
		return err
	}
	if _, err = client.Do(req); err != nil {
		return err
	}
	// ruleid: cleartext-transport
	read, err := http.NewRequest("GET", fmt.Sprintf("%s/charges/%d", base, 1), nil)
	if err != nil {
		return err
	}
	read.Header.Set("Authorization", "Bearer "+token)
	// ruleid: cleartext-transport
	// ruleid: unclosed-resource
	_, err = client.Post("http://hooks.shop-partner.net/orders", "application/json", bytes.NewReader(body))
	// ok: cleartext-transport
	// ruleid: unclosed-resource
	_, err = client.Post("https://hooks.shop-partner.net/orders", "application/json", bytes.NewReader(body))
	// ok: cleartext-transport
	// ruleid: unclosed-resource
	_, err = client.Post("http://hooks:8080/orders", "application/json", bytes.NewReader(body))
	// ok: cleartext-transport
	// ruleid: unclosed-resource
	_, err = client.Post("http://billing.payments.svc.cluster.local/orders", "application/json", bytes.NewReader(body))
	return err
}

func partner() *resty.Client {
	// pedantic: cleartext-transport
	return resty.New().SetTimeout(5 * time.Second).SetBaseURL("http://api.shop-partner.net/v2")
}

func upload(password string) error {
	// ruleid: cleartext-transport
	connection, err := ftp.Dial("files.shop-partner.net:21", ftp.DialWithTimeout(5*time.Second))
	if err != nil {
		return err
	}
	return connection.Login("shop", password)
}

func uploadEncrypted(password string) error {
	// ok: cleartext-transport
	connection, err := ftp.Dial("files.shop-partner.net:21", ftp.DialWithExplicitTLS(nil))
	if err != nil {
		return err
	}
	return connection.Login("shop", password)
}

func far() (*grpc.ClientConn, error) {
	// ruleid: cleartext-transport
	return grpc.NewClient("payments.shop-partner.net:443", grpc.WithTransportCredentials(insecure.NewCredentials()))
}

func older(ctx context.Context) (*grpc.ClientConn, error) {
	// ruleid: cleartext-transport
	options := []grpc.DialOption{grpc.WithInsecure(), grpc.WithBlock()}
	return grpc.DialContext(ctx, "payments.shop-partner.net:443", options...)
}

func here() (*grpc.ClientConn, error) {
	// ok: cleartext-transport
	return grpc.Dial("localhost:50051", grpc.WithInsecure())
}

func configured() (*grpc.ClientConn, error) {
	// as info
	// pedantic: cleartext-transport
	return grpc.Dial(os.Getenv("PAYMENTS_ADDRESS"), grpc.WithInsecure())
}

func chosen(address string, certificate string) (*grpc.ClientConn, error) {
	if certificate == "" {
		// ok: cleartext-transport
		return grpc.Dial(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	}
	transport, err := credentials.NewClientTLSFromFile(certificate, "")
	if err != nil {
		return nil, err
	}
	return grpc.Dial(address, grpc.WithTransportCredentials(transport))
}
