package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
)

type Attribute struct {
	Query string
}

type Attributes map[string]Attribute

type Filter struct {
	Operator string
	Values   []string
}

type Filters map[string]Filter

func (f *Filter) ToWhere(name string, attributes Attributes) (string, []any, error) {
	values := make([]any, len(f.Values))
	for i, value := range f.Values {
		if _, found := attributes[name]; !found {
			return "", nil, errors.New("unknown field " + name)
		}
		values[i] = value
	}
	switch f.Operator {
	case "eq":
		return fmt.Sprintf("%s = ?", attributes[name].Query), values, nil
	case "in":
		return fmt.Sprintf("%s IN (?)", attributes[name].Query), []any{values}, nil
	default:
		return "", []any{}, errors.New("unknown operator " + f.Operator)
	}
}

func (f Filters) Apply(tx *gorm.DB, attributes Attributes) (*gorm.DB, error) {
	for name, filter := range f {
		query, args, err := filter.ToWhere(name, attributes)
		if err != nil {
			return nil, err
		}
		// ok: sql-injection
		tx = tx.Where(query, args...)
	}
	return tx, nil
}

func (f Filters) ApplyAsGiven(tx *gorm.DB) *gorm.DB {
	for name, filter := range f {
		// ruleid: sql-injection
		tx = tx.Where(fmt.Sprintf("%s = ?", name), filter.Values[0])
	}
	return tx
}
