package wordlist

import (
	"fmt"
	"testing"
)

func TestCover(t *testing.T) {
	t.Parallel()
	list := func(words ...string) *List {
		l := &List{}
		l.Add(words...)
		return l
	}
	core, filler := list("来源", "链接", "source", "come from"), list("发", "个", "的", "发个", "please", "the", "does it")
	for text, want := range map[string]string{
		"来源":                 "[{来源 0}]",
		"发个链接":               "[{发个 1} {链接 0}]",
		" 来源  的 ":            "[{来源 0} {的 1}]",
		"source please":      "[{source 0} {please 1}]",
		"sourceplease":       "[]",
		"sources":            "[]",
		"does it  come from": "[{does it 1} {come from 0}]",
		"does it come  from": "[]",
		"does it come from":  "[{does it 1} {come from 0}]",
		"发source":            "[{发 1} {source 0}]",
		"来源地":                "[]",
		"":                   "[]",
		"   ":                "[]",
		"\xff来源":             "[]",
	} {
		if got := fmt.Sprint(Cover(text, core, filler)); got != want {
			t.Errorf("Cover(%q) = %s, want %s", text, got, want)
		}
	}
}
