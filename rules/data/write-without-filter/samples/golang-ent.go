package orders

import (
	"context"

	"example.com/shop/ent"
	"example.com/shop/ent/order"
)

func Close(ctx context.Context, client *ent.Client, owner int) error {
	// ok: write-without-filter
	if _, err := client.Order.Delete().Where(order.Owner(owner)).Exec(ctx); err != nil {
		return err
	}
	// ruleid: write-without-filter
	_, err := client.Order.Delete().Exec(ctx)
	return err
}
