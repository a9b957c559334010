package words

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/go-ego/gse"
)

// TestShortRuns checks that the words of a run are the same when it is cut again, by
// several at a time and when others took its place.
func TestShortRuns(t *testing.T) {
	s := newSegmenter("")
	spans := func(words []gse.Segment) (out []int) {
		for i := range words {
			out = append(out, words[i].Start(), words[i].End())
		}
		return out
	}
	runs := []string{"万元", "同比增长", "年", "亿元", "总投资", "固定资产投资"}
	for a := range 60 {
		for b := range 60 {
			runs = append(runs, fmt.Sprintf("%c%c", '一'+a, '丁'+b))
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				for _, run := range runs {
					if got, want := spans(s.cut(run)), spans(s.segment(run)); !slices.Equal(got, want) {
						t.Errorf("cut %s: %v, want %v", run, got, want)
					}
				}
			}
		})
	}
	wg.Wait()
}
