package phrase_test

import (
	"strings"
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
)

// TestFind finds the phrases of texts.
func TestFind(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	bindtest.Blocks(t, "testdata/phrases.txt", func(text string) []string {
		var out []string
		for _, p := range phrase.Find(bindtest.Text(lex.Binder().Cut, text, ""), nil) {
			out = append(out, describe(p))
		}
		return out
	})
}

// describe returns a phrase with what is known of it.
func describe(p phrase.Phrase) string {
	out := []string{p.Text}
	for _, x := range []struct {
		is   bool
		name string
	}{{p.Phase != "", p.Phase}, {p.First, "first"}, {p.Points, "points"}, {p.Made, "made"}, {p.Of, "of"}, {p.Bare, "bare"}, {p.Measure, "measure"}, {p.Proper, "proper"}} {
		if x.is {
			out = append(out, x.name)
		}
	}
	if p.Prep > 0 {
		out = append(out, string(names.PrepAt(int(p.Prep)-1)))
	}
	if p.Sort > 0 {
		out = append(out, names.Sorts()[p.Sort])
	}
	return strings.Join(out, " ")
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, name, phase string }{
		{"青湖产业园二期", "青湖产业园", "二期"},
		{"青湖码头二期工程", "青湖码头", "二期"},
		{"青湖风电场一期全容量并网", "青湖风电场", "一期"},
		{"青湖第二期", "青湖第二期", ""},
		{"青湖产业园", "青湖产业园", ""},
	} {
		tx := bindtest.Text(func(string) []names.Word { return nil }, tt.text, "")
		if name, phase := phrase.SplitPhase(tx, tt.text); name != tt.name || phase != tt.phase {
			t.Errorf("%s: %s and %s", tt.text, name, phase)
		}
	}
	if got := phrase.TrimStops("投建青湖母港"); got != "青湖母港" {
		t.Errorf("投建青湖母港: %s", got)
	}
	p := phrase.Phrase{Text: "青湖集团国际冷链枢纽", End: len("青湖集团国际冷链枢纽")}
	if phrase.CutFirm(&p); p.Text != "国际冷链枢纽" || p.Start != len("青湖集团") {
		t.Errorf("%+v", p)
	}
}
