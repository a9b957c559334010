package library

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Refused is files that were refused for the same reason.
type Refused struct {
	Reason string        // says why and what to do, for people
	Count  int           // files, those that have no name here among them
	Files  []RefusedFile // in the order of the folder, patterns last
}

// RefusedFile is a refused file, or several of one kind in one folder.
type RefusedFile struct {
	ID     string
	Detail string // what the error says beyond the reason, in English; mostly empty
	More   int    // of how many files ID is the pattern; 0 for a single file
}

// lesser are the reasons of files that are seldom meant to be answered from. They are
// named last.
var lesser = []error{read.ErrPicture, read.ErrMedia, read.ErrLink, read.ErrProgram}

// GroupRefused returns refused files by their reasons, in the order in which the first
// file of each comes, files that are seldom meant to be read last.
func GroupRefused(refused []index.Refusal, english bool) []Refused {
	var out []Refused
	rank := map[string]int{}
	for _, r := range refused {
		reason := Reason(r.Err, english)
		i := slices.IndexFunc(out, func(g Refused) bool { return g.Reason == reason })
		if i < 0 {
			i = len(out)
			out = append(out, Refused{Reason: reason})
			if slices.ContainsFunc(lesser, func(err error) bool { return isReason(r.Err, err) }) {
				rank[reason] = 1
			}
		}
		more := corpus.More(r.Err)
		out[i].Files = append(out[i].Files, RefusedFile{ID: r.ID, Detail: detail(r.Err), More: more})
		out[i].Count += max(1, more)
	}
	for _, g := range out {
		slices.SortStableFunc(g.Files, func(a, b RefusedFile) int { return min(a.More, 1) - min(b.More, 1) })
	}
	slices.SortStableFunc(out, func(a, b Refused) int { return rank[a.Reason] - rank[b.Reason] })
	return out
}

// CountRefused returns the number of files that were refused, of which a refusal may
// be of several.
func CountRefused(refused []index.Refusal) int {
	n := 0
	for _, r := range refused {
		n += max(1, corpus.More(r.Err))
	}
	return n
}

// isReason reports whether err is the given reason, or has its text because it was
// kept on the disk.
func isReason(err, reason error) bool {
	return errors.Is(err, reason) || strings.HasPrefix(err.Error(), reason.Error())
}

// detail returns what err says beyond the reason that people get a sentence for.
func detail(err error) string {
	text := err.Error()
	if _, lost := lossOf(err); lost || errors.Is(err, index.ErrSlow) || isReason(err, index.ErrEmbargo) || corpus.More(err) > 0 {
		return "" // the sentence has it
	}
	for _, r := range reasons {
		if isReason(err, r.err) {
			rest, _ := strings.CutPrefix(text, r.err.Error())
			rest = strings.TrimPrefix(rest, ": ")
			if unquoted, err := strconv.Unquote(rest); err == nil && strings.HasPrefix(unquoted+".", ".") { // an extension, which the name shows
				return ""
			}
			return rest
		}
	}
	return text
}
