// Package house holds the guards on the structure of this module, all of them
// tests, so that "go test ./..." checks them:
//
//   - which package may import which (testdata/arrows.txt),
//   - the largest cycle of files in a package,
//   - the most methods on one type,
//   - the most files in a folder and the most lines in a file,
//   - Chinese text in Go code, which belongs in data files,
//   - two words that comments of this module overused,
//   - lists of Chinese words in embedded data files that are nearly contained in a list
//     of another file ("twins"): each word belongs in one place.
//
// Only files that are not tests and build on the current platform count.
// testdata/limits.txt holds the number allowed for each. It is a ratchet: a
// number above the limit fails the test, a number below it is logged, and
//
//	go test ./internal/house -run TestHouse -update
//
// lowers the limits to the present numbers. It never raises one. To see all
// numbers, run
//
//	go test ./internal/house -run TestHouse -v
//
// The module's own packages are type-checked once, from source; all others come
// from the compiler's export data, which "go list -export" finds in the build
// cache or compiles.
//
// # Decisions
//
// 2026-11-30: Twins are counted one way (most of the words of the shorter list are in
// the longer one), so that a copy with other words added is found too; instead of lists
// that are alike. A short list in a long one of another meaning then counts as well, so
// the limit is far from 0: what matters is that it does not rise without a reason.
//
// 2026-11-29: Methods promoted from embedded types count, because a type split
// by embedding is still one type to its callers; instead of declared methods only.
// Methods from outside the module do not count.
//
// 2026-11-29: The lists of files and imports come from go/build and the types
// from go/types; instead of golang.org/x/tools/go/packages, which would add
// golang.org/x/mod to go.mod.
//
// 2026-11-29: Export data is built without -race even if the test runs with it,
// because "go vet" has already built it that way; instead of following the test.
package house
