package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge/read"
)

// Limits of the files of a root that are listed though their names say that they
// cannot be read. A folder of 20,000 photographs is listed as some of them and their
// number.
const (
	maxKind   = 50  // of one kind in one folder
	maxUnread = 300 // in all
	maxMore   = 100 // folders and kinds that a number is given of, before numbers are added up
)

// MoreError is the error of a [File] that counts files of one kind in one folder,
// beyond those that are listed. Its ID has the form folder/*.jpg, or folder/* for
// names with unknown extensions.
type MoreError struct {
	Files int
	Err   error // why they cannot be read
}

// Error begins with the reason, as the errors of other files do.
func (e *MoreError) Error() string { return fmt.Sprintf("%v: %d more files", e.Err, e.Files) }
func (e *MoreError) Unwrap() error { return e.Err }

// moreText matches the text of a MoreError.
var moreText = regexp.MustCompile(`: (\d{1,9}) more files$`)

// More returns the number of files that err counts if it is a [MoreError] or has
// the text of one, because it was kept on the disk; otherwise 0.
func More(err error) int {
	if e := (*MoreError)(nil); errors.As(err, &e) {
		return e.Files
	}
	if m := moreText.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1]) // digits
		return n
	}
	return 0
}

// kindOf is the files in one folder whose names have one extension.
type kindOf struct {
	folder string // "." for the root
	ext    string // in lower case; empty for all that are unknown
}

// pattern is the ID of their number.
func (k kindOf) pattern() string { return path.Join(k.folder, "*"+k.ext) }

// unreadFiles collects the files of a root whose names say that they cannot be read.
// The zero value has none.
type unreadFiles struct {
	most  int                // of one kind in one folder; 0: maxKind
	root  string             // the folder that all are in; empty: the root
	first map[kindOf][]entry // at most that many of each
	count map[kindOf]int
}

// add takes the file name, which cannot be read for the reason why.
func (u *unreadFiles) add(name string, why error) {
	if u.count == nil {
		u.first, u.count = map[kindOf][]entry{}, map[kindOf]int{}
	}
	k := kindOf{path.Dir(name), strings.ToLower(path.Ext(name))}
	if !read.KnownKind(name) {
		k.ext = ""
	}
	if u.count[k]++; len(u.first[k]) < cmp.Or(u.most, maxKind) {
		u.first[k] = append(u.first[k], entry{name: name, id: shown(name), err: why})
	}
}

// entries returns the files within the limits, and the numbers of the others.
func (u *unreadFiles) entries() (out []entry) {
	left, reasons := map[kindOf]int{}, map[string]error{}
	kinds := slices.SortedFunc(maps.Keys(u.count), func(a, b kindOf) int {
		return cmp.Or(cmp.Compare(a.folder, b.folder), cmp.Compare(a.ext, b.ext))
	})
	for _, k := range kinds {
		first := u.first[k]
		reasons[k.ext] = first[0].err
		if k.ext == "" {
			reasons[k.ext] = read.ErrFormat
		}
		first = first[:min(len(first), maxUnread-len(out))]
		out = append(out, first...)
		if n := u.count[k] - len(first); n > 0 {
			left[k] = n
		}
	}
	if len(left) > maxMore {
		left = u.addedUp(left)
	}
	for k, n := range left {
		out = append(out, entry{id: shown(k.pattern()), err: &MoreError{n, reasons[k.ext]}})
	}
	return out
}

// addedUp returns the numbers of left by kind alone.
func (u *unreadFiles) addedUp(left map[kindOf]int) map[kindOf]int {
	out := map[kindOf]int{}
	for k, n := range left {
		out[kindOf{path.Join(u.root, "*"), k.ext}] += n
	}
	return out
}
