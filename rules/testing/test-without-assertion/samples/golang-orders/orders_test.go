package orders

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"example.com/shop/testkit"
)

// ruleid: test-without-assertion
func TestCreate(t *testing.T) {
	Create(Order{SKU: "a"})
}

// ruleid: test-without-assertion
func TestList(t *testing.T) {
	t.Parallel()
	orders := List()
	t.Log(orders)
}

// ok: test-without-assertion
func TestRefund(t *testing.T) {
	require.NoError(t, Refund(1))
}

// ok: test-without-assertion
func TestShip(t *testing.T) {
	if err := Ship(1); err != nil {
		t.Fatal(err)
	}
}

// ok: test-without-assertion
func TestCancel(t *testing.T) {
	cancelled(t, 1)
}

func cancelled(t *testing.T, id int) {
	t.Helper()
	if err := Cancel(id); err != nil {
		t.Fatalf("not cancelled: %v", err)
	}
}

func given(t *testing.T) Order {
	t.Helper()
	return Order{SKU: "a"}
}

// ruleid: test-without-assertion
func TestStore(t *testing.T) {
	order := given(t)
	Store(order)
}

// ok: test-without-assertion
func TestForeignHelper(t *testing.T) {
	testkit.Golden(t, List())
}

// ok: test-without-assertion
func TestConcurrentUse(t *testing.T) {
	go Create(Order{})
	Create(Order{})
}

// ok: test-without-assertion
func TestLater(t *testing.T) {
	t.Skip("not yet")
}

// ok: test-without-assertion
func TestTable(t *testing.T) {
	for _, sku := range []string{"a", "b"} {
		t.Run(sku, func(t *testing.T) {
			if Create(Order{SKU: sku}) == 0 {
				t.Error("no id")
			}
		})
	}
}

// ok: test-without-assertion
func TestMain(m *testing.M) {
	m.Run()
}

// ok: test-without-assertion
func TestSuite(t *testing.T) {
	suite.Run(t, new(OrderSuite))
}

type OrderSuite struct{ suite.Suite }

// ok: test-without-assertion
func TestNamed(t *testing.T) {
	t.Run("one", func(tt *testing.T) {
		if len(List()) != 1 {
			tt.Error("not one")
		}
	})
}

// ok: test-without-assertion
func TestShipped(t *testing.T) {
	shipped := make(chan struct{})
	OnShipped(func() { close(shipped) })
	<-shipped
}

// ok: test-without-assertion
func TestInit(_ *testing.T) {
	load("orders.env")
}

// ok: test-without-assertion
func TestTotal(t *testing.T) {
	if Total(Order{SKU: "a"}) != 1 {
		t.Fatal()
	}
}
