package library

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"beilun/index"
	"beilun/knowledge/corpus"
)

// Lost returns when each loss that x reports was first seen, by the ID of the refusal.
func Lost(x *index.Index) map[string]time.Time {
	since := map[string]time.Time{}
	for _, r := range x.Problems() {
		if l, ok := lossOf(r.Err); ok {
			since[r.ID] = l.Since
		}
	}
	return since
}

// lossOf returns the loss that err is, or whose text it has: an index keeps only that.
func lossOf(err error) (*corpus.Loss, bool) {
	var l *corpus.Loss
	if errors.As(err, &l) {
		return l, true
	}
	return corpus.ParseLoss(err.Error())
}

// lossReason returns the sentence about a loss.
func lossReason(l *corpus.Loss, w *wording) string {
	return strings.NewReplacer("{missing}", strconv.Itoa(l.Missing), "{of}", strconv.Itoa(l.Of)).Replace(w.Loss)
}

// Settled returns refusals without those of files that are being written or moved, or
// that a loss keeps.
func Settled(refused []index.Refusal) []index.Refusal {
	var out []index.Refusal
	for _, r := range refused {
		if !isTemporary(r.Err) {
			out = append(out, r)
		}
	}
	return out
}
