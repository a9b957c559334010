package page

import "context"

// unasked is the key of a mark in a context.
type unasked struct{}

// Unasked returns a context for a question that no person asked, such as one that a page
// tries before it suggests it. It is not counted among those of people.
func Unasked(ctx context.Context) context.Context { return context.WithValue(ctx, unasked{}, true) }

// IsUnasked reports whether a context comes from Unasked.
func IsUnasked(ctx context.Context) bool { return ctx.Value(unasked{}) != nil }
