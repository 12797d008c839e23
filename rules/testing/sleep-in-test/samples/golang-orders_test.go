package orders

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestMail(t *testing.T) {
	publish("order")
	// ruleid: sleep-in-test
	time.Sleep(500 * time.Millisecond)
	if len(mails) != 1 {
		t.Fatal("no mail")
	}
}

func TestMailPolled(t *testing.T) {
	deadline := time.Now().Add(10 * time.Second)
	for len(mails) == 0 {
		if time.Now().After(deadline) {
			t.Fatal("no mail")
		}
		// ok: sleep-in-test
		time.Sleep(10 * time.Millisecond)
	}
}

func TestSubtests(t *testing.T) {
	t.Run("mail", func(t *testing.T) {
		// ruleid: sleep-in-test
		time.Sleep(time.Second)
		if len(mails) != 1 {
			t.Fatal("no mail")
		}
	})
}

func TestTimeout(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ok: sleep-in-test
		time.Sleep(5 * time.Second)
	}))
	defer server.Close()
	if err := call(server.URL); err == nil {
		t.Fatal("no timeout")
	}
}

func helper() {
	// ok: sleep-in-test
	time.Sleep(time.Second)
}
