package rates

import (
	"net"
)

func dial(address string) (net.Conn, error) {
	return net.Dial("tcp", address)
}
