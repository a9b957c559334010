package answer

import (
	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/internal/memo"
	"beilun/knowledge"
)

// frames are the frames of questions that were read lately, for as long as an index holds
// the same: up to ten readers ask for that of one question until it is answered. It is
// safe for concurrent use.
type frames struct {
	of    index.Reading
	today knowledge.Date
	kept  *memo.Table[*frame.Frame]
}

// maxFrames is how many frames are kept; they take .5 MB at most.
const maxFrames = 64

// frame reads what a question in Chinese asks. The frame is shared: it is only read.
func (in *interpreter) frame(text string) *frame.Frame {
	of, today := index.ReadingOf(in.index), in.today()
	fs := in.kept.Load()
	if fs == nil || fs.of != of || fs.today != today {
		fs = &frames{of: of, today: today, kept: memo.New(maxFrames, in.read)}
		in.kept.Store(fs)
	}
	return fs.kept.Get(text)
}
