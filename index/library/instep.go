package library

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// InStep keeps in a file which releases an index was last brought in step with, so that a
// command that asks one question need not compare 20,000 files with their records to find
// that nothing has changed.
type InStep struct {
	Path string         // of the file
	Day  knowledge.Date // today: what is dated ahead or under an embargo has its day
}

// Holds reports whether x is in step with the releases that l lists. Then a sync changes
// nothing, and refuses what x.Problems returns.
func (s InStep) Holds(x *index.Index, l *corpus.Listing) bool {
	info, err := os.Stat(s.Path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != sha256.Size {
		return false
	}
	noted, err := os.ReadFile(s.Path)
	want := s.of(x, l)
	return err == nil && want != nil && bytes.Equal(noted, want)
}

// of returns what is in the file if x is in step with l, nil if x cannot say what it has.
func (s InStep) of(x *index.Index, l *corpus.Listing) []byte {
	rev := index.Revision(x)
	if rev == "" {
		return nil
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s", rev, s.Day, l.Mark()))
	return sum[:]
}

// Note notes that a sync of files as l lists them has brought x in step and refused some
// files, unless another sync could come to another result: if files may have changed
// since, a refusal may not last, or x does not keep all of them.
func (s InStep) Note(x *index.Index, files *corpus.Corpus, l *corpus.Listing, refused []index.Refusal) error {
	if len(refused) != len(x.Problems()) || !files.IsSettled(l) {
		return nil
	}
	for _, r := range refused {
		if !lasts(r.Err) {
			return nil
		}
	}
	of := s.of(x, l)
	if of == nil {
		return nil
	}
	if err := corpus.Keep(s.Path, of); err != nil {
		return fmt.Errorf("note what the index is in step with: %w", err)
	}
	return nil
}

// lasts reports whether a file that was refused with err is refused again for as long as
// its stamp and the day are the same.
func lasts(err error) bool {
	if _, lost := lossOf(err); lost || isTemporary(err) || errors.Is(err, corpus.ErrUnopened) {
		return false
	}
	return !isReason(err, index.ErrSlow) && !isReason(err, read.ErrReader)
}
