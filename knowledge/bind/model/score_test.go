package model

import (
	"testing"

	"beilun/knowledge/bind/cast"
)

// TestOriginScore compares the sums made beforehand with those of the weights one by one.
func TestOriginScore(t *testing.T) {
	w := BuiltIn()
	for genre := range cast.Genres {
		for kind := range kindsOfFigure {
			for _, from := range []Origin{Nearest, Nearest | Opening, TitleFirst | TitleLast | OfHeading, OfHome, 1<<origins - 1} {
				for look := range looks {
					p := Pairs{Genre: genre, Ahead: Ahead(from % Origin(aheads)), Kind: kind, Sorted: look&1 != 0, Proper: look&2 != 0, Fit: Fit(kind % fittings)}
					want := 0.0
					for _, x := range AppendOrigins(nil, from, p) {
						want += float64(w[x])
					}
					if got := OriginScore(from, p); got != want {
						t.Fatalf("%+v, origins %b: %v, want %v", p, from, got, want)
					}
				}
			}
		}
	}
}
