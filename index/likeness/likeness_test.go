package likeness

import (
	"strings"
	"testing"

	"beilun/index/passage"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// FuzzLikeness compares a text with itself: it is its own copy, whatever is in it.
func FuzzLikeness(f *testing.F) {
	for _, s := range []string{"", "3,000.5％－2", "星河软件园一期于2021年投用，目前已入驻企业136家。", "1、2、3；-5%\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var l []Likeness
		for range 2 {
			p := passage.Passage{Text: s}
			for _, at := range zhtext.Sentences(s) {
				p.Sentences = append(p.Sentences, knowledge.Span{Start: at[0], End: at[1]})
			}
			l = append(l, Of([]passage.Passage{p}))
		}
		if diff := cmp.Diff(l[0], l[1]); diff != "" {
			t.Fatal(diff)
		}
		if !IsEdited(s, s) || !NumbersAgree(l[0].Numbers, l[1].Numbers) {
			t.Errorf("%q is not like itself", s)
		}
		if r, c := l[0].Resemblance(&l[1]); l[0].Size > 0 && (r != 1 || c != 1) {
			t.Errorf("%q resembles itself by %v, and holds %v", s, r, c)
		}
	})
}

func TestIsEdited(t *testing.T) {
	t.Parallel()
	const text = "据介绍，星河软件园一期于2021年投用，目前已入驻企业136家，税收同比增长11.8%。"
	for other, want := range map[string]bool{
		"":                    false,
		text:                  true,
		strings.ToUpper(text): true,
		text + "园区位于临海新区核心区，交通便利。":                      true, // text is a part of it
		"据了解，星河软件园一期于2021年投用，目前已入驻企业136家，税收同比增长11.8%。":  true,
		"据了解，星河软件园一期于2021年投用，目前已入驻企业136家，税收同比下降11.8%。":  false,
		"据了解，星河软件园一期于2021年投用，目前已入驻企业163家，税收同比增长11.8%。":  false,
		"据了解，星河软件园一期于2021年投用，目前未入驻企业136家，税收同比增长11.8%。":  false,
		"据了解，星河软件园一期于2021年投用，目前已入驻企业超136家，税收同比增长11.8%。": false,
		"据介绍，南湖科技园三期于2021年建成，如今集聚企业136家，产值同比增长11.8%。":   false,
		"据介绍，星河软件园壹期于2021年投用，目前已入驻企业136家，税收同比增长百分之十一。":  false,
	} {
		if got := IsEdited(text, other); got != want {
			t.Errorf("%q: %t", other, got)
		}
	}
	if IsEdited(text+"园区位于临海新区核心区，交通便利，人气很旺，配套完善。", text) {
		t.Error("a text is found to be one that has only a part of it")
	}
}
