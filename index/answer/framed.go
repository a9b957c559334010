package answer

import (
	"hash/maphash"
	"sync/atomic"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// frames are the frames of questions that were read lately, for as long as an index holds
// the same: up to ten readers ask for that of one question until it is answered. It is
// safe for concurrent use.
type frames struct {
	of    index.Reading
	today knowledge.Date
	seed  maphash.Seed
	kept  [64]atomic.Pointer[frame.Frame] // a newer one takes the place of an older one; .5 MB at most
}

// maxKept is how many bytes a question has whose frame is kept.
const maxKept = 1000

// place returns where the frame of a question is kept.
func (fs *frames) place(text string) *atomic.Pointer[frame.Frame] {
	return &fs.kept[maphash.String(fs.seed, text)%uint64(len(fs.kept))]
}

// frame reads what a question in Chinese asks. The frame is shared: it is only read.
func (in *interpreter) frame(text string) *frame.Frame {
	if len(text) > maxKept {
		return in.read(text)
	}
	of, today := index.ReadingOf(in.index), in.today()
	fs := in.kept.Load()
	if fs == nil || fs.of != of || fs.today != today {
		fs = &frames{of: of, today: today, seed: maphash.MakeSeed()}
		in.kept.Store(fs)
	}
	place := fs.place(text)
	if f := place.Load(); f != nil && f.Query.Text == text {
		return f
	}
	f := in.read(text)
	place.Store(f)
	return f
}
