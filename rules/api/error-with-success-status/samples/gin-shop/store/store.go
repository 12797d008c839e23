package store

type Order struct {
	ID string `json:"id"`
}

func Find(id string) (*Order, error) { return &Order{ID: id}, nil }
func Create(order Order) bool        { return true }
func Remove(id string) bool          { return false }
