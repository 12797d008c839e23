package graph

import "context"

func (r *queryResolver) Users(ctx context.Context, first *int) ([]*User, error) { return nil, nil }

func (r *userResolver) Posts(ctx context.Context, obj *User, first *int) ([]*Post, error) { return nil, nil }

func (r *postResolver) Author(ctx context.Context, obj *Post) (*User, error) { return nil, nil }
