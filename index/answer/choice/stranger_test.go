package choice

import (
	"testing"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/query"
)

// TestMisspelt has names that sound like one of 宁波舟山港, and one that does not.
func TestMisspelt(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"周山港": true, "象山港": false, "宁波州山港": true} {
		if got := isMisspelt(name, "宁波舟山港"); got != want {
			t.Errorf("%s is meant for 宁波舟山港: %v, want %v", name, got, want)
		}
	}
}

// TestStranger names things that a passage is about, and others.
func TestStranger(t *testing.T) {
	t.Parallel()
	passage := func(release, text string) index.Passage {
		return index.Passage{ID: release, Text: text, Release: index.Release{ID: release, Title: "沙岭港开港"}}
	}
	r := &Reading{question: &question.Question{}, hits: []index.Hit{
		{Passage: passage("a.md", "沙岭港去年完成货物吞吐量1200万吨，服务西岭区。")},
		{Passage: passage("a.md", "海棠港区的码头同期开工。")},
	}}
	for _, tt := range []struct {
		name, question string
		rest           []frame.Word
		named          []string
		want           fit.Stranger
	}{
		{"its own", "沙岭港吞吐量多少", nil, []string{"沙岭港"}, fit.NoStranger},
		{"another", "白塔港吞吐量多少", nil, []string{"白塔港"}, fit.StrangeName},
		{"a word of the sentence before it", "谁当水发集团的头儿", nil, []string{"当水发集团"}, fit.LooseName},
		{"a word and a name behind a word of the sentence", "白塔在港区吗", []frame.Word{{Text: "白塔", Start: 0, End: len("白塔")}}, nil, fit.NoStranger},
		{"another of the release", "海棠港区吞吐量多少", nil, []string{"海棠港区"}, fit.StrangeName},
		{"a part of the country with a word before it", "隔壁西岭区吞吐量多少", nil, []string{"隔壁西岭区"}, fit.NoStranger},
		{"a part of the country", "东塘区吞吐量多少", nil, []string{"东塘区"}, fit.StrangeName},
		{"a word that no release has", "白塔港吞吐量多少", []frame.Word{{Text: "白塔", Start: 0, End: len("白塔")}}, nil, fit.StrangeName},
		{"a word that some have", "白塔港吞吐量多少", []frame.Word{{Text: "白塔", Start: 0, End: len("白塔"), Passages: 2}}, nil, fit.NoStranger},
		{"another that begins with a common character", "大榭港吞吐量多少", nil, []string{"大榭港"}, fit.StrangeName},
		{"a word and what is new of it", "白塔新区有多大", []frame.Word{{Text: "白塔", Start: 0, End: len("白塔")}}, nil, fit.StrangeName},
		{"no name", "吞吐量多少", nil, nil, fit.NoStranger},
	} {
		r.question.Frame = &frame.Frame{Text: tt.question, Query: query.Query{Named: tt.named}, Rest: tt.rest}
		if got := r.Stranger(&Candidate{Kind: candidate.Sentence}); got != tt.want {
			t.Errorf("%s: %q is stranger %d, want %d", tt.name, tt.question, got, tt.want)
		}
	}
}
