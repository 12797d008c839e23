package rates

import (
	"net"
	"time"
)

func dial(address string) (net.Conn, error) {
	return net.DialTimeout("tcp", address, 10*time.Second)
}
