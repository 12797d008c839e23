package graph

import (
	"context"

	"example.com/shop/loaders"
)

type queryResolver struct{ *Resolver }
type userResolver struct{ *Resolver }
type settingsResolver struct{ *Resolver }

func (r *queryResolver) Users(ctx context.Context, first *int) ([]*User, error) {
	var users []*User
	return users, r.DB.Limit(50).Find(&users).Error
}

// ruleid: graphql-resolver-query-per-parent
func (r *userResolver) Posts(ctx context.Context, obj *User, first *int) ([]*Post, error) {
	var posts []*Post
	err := r.DB.Where("user_id = ?", obj.ID).Limit(20).Find(&posts).Error
	return posts, err
}

// ok: graphql-resolver-query-per-parent
func (r *userResolver) Company(ctx context.Context, obj *User) (*Company, error) {
	return loaders.For(ctx).Companies.Load(ctx, obj.CompanyID)
}

// There is one of it, whatever is asked for.
// ok: graphql-resolver-query-per-parent
func (r *settingsResolver) Owner(ctx context.Context, obj *Settings) (*User, error) {
	var owner User
	err := r.DB.First(&owner, obj.OwnerID).Error
	return &owner, err
}
