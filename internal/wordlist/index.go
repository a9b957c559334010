package wordlist

import (
	"iter"
	"slices"
)

// Index finds words by one of their characters, the first or the last. The zero
// Index is empty. It takes 128 KB, so that a look-up is no more than two array
// accesses. Characters outside the basic plane are not indexed.
type Index[T any] struct {
	at    [1 << 16]uint16 // into words, whose first element is nil
	words [][]T
}

// Add adds a word under r.
func (x *Index[T]) Add(r rune, word T) {
	if len(x.words) == 0 {
		x.words = make([][]T, 1)
	}
	if x.at[r] == 0 {
		x.at[r] = uint16(len(x.words))
		x.words = append(x.words, nil)
	}
	x.words[x.at[r]] = append(x.words[x.at[r]], word)
}

// Get returns the words under r, in the order of Sort or else of Add.
func (x *Index[T]) Get(r rune) []T {
	if r > 0xFFFF || len(x.words) == 0 {
		return nil
	}
	return x.words[x.at[r]]
}

// Sort sorts the words under each character by descending size. Words of one
// size keep their order.
func (x *Index[T]) Sort(size func(T) int) {
	for _, words := range x.words {
		slices.SortStableFunc(words, func(a, b T) int { return size(b) - size(a) })
	}
}

// All returns all words.
func (x *Index[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, words := range x.words {
			for _, w := range words {
				if !yield(w) {
					return
				}
			}
		}
	}
}
