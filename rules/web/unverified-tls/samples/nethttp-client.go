package client

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"

	"github.com/coder/websocket"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

func insecureClient() *http.Client {
	// pedantic: missing-timeout
	return &http.Client{
		Transport: &http.Transport{
			// ruleid: unverified-tls
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		},
	}
}

func multiline() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		// ruleid: unverified-tls
		InsecureSkipVerify: true,
	}
}

func secureClient(pool *x509.CertPool) *http.Client {
	// ok: unverified-tls
	// pedantic: missing-timeout
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
}

func explicit() *tls.Config {
	// ok: unverified-tls
	return &tls.Config{InsecureSkipVerify: false}
}

func assigned() *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS13}
	// ruleid: unverified-tls
	cfg.InsecureSkipVerify = true
	return cfg
}

func globally() {
	// ruleid: unverified-tls
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
}

func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{}
	// ruleid: unverified-tls
	t.TLSClientConfig.InsecureSkipVerify = true
	return t
}

// The chain is verified by our own code: the documented way to check against another name.
func ownVerification(pool *x509.CertPool) *tls.Config {
	return &tls.Config{
		// ok: unverified-tls
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				return errors.New("no certificate")
			}
			_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: pool})
			return err
		},
	}
}

func configurable(skip bool) *tls.Config {
	// ok: unverified-tls
	return &tls.Config{InsecureSkipVerify: skip}
}

func dial(address string) (*grpc.ClientConn, error) {
	// ruleid: unverified-tls
	creds := credentials.NewTLS(&tls.Config{InsecureSkipVerify: true})
	return grpc.NewClient(address, grpc.WithTransportCredentials(creds))
}

func dialStrict(address string, pool *x509.CertPool) (*grpc.ClientConn, error) {
	// ok: unverified-tls
	return grpc.NewClient(address, grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(pool, "")))
}

func accept(w http.ResponseWriter, r *http.Request) (*websocket.Conn, error) {
	// ok: unverified-tls
	// ruleid: permissive-cors
	return websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // the origin, not a certificate
}

func transportOf(config Settings) *http.Transport {
	transport := &http.Transport{}
	if config.AllowUntrustedTLS {
		// The operator asked for it.
		// pedantic: unverified-tls
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	}
	if config.Timeout > 0 {
		// ruleid: unverified-tls
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	}
	return transport
}
