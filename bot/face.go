package bot

import (
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
)

// face is what the surfaces keep in memory.
type face struct {
	talks   *cache[*answer.Answer]   // the last answer of each conversation
	locales *cache[string]           // by user
	samples *cache[[]message.Sample] // figures to show and to ask about
	now     func() time.Time
}

// Bounds of what is kept in memory.
const (
	maxTalk     = 2_000
	talkTime    = 24 * time.Hour
	samplesTime = 10 * time.Minute
)

func newFace() *face {
	return &face{
		talks: newCache[*answer.Answer](maxTalk, talkTime), locales: newCache[string](maxLocales, localeLife),
		samples: newCache[[]message.Sample](1, samplesTime), now: time.Now,
	}
}
