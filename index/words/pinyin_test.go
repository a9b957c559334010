package words

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// TestReadings holds the table against the one that it was made of.
func TestReadings(t *testing.T) {
	t.Parallel()
	rs := loadReadings()
	args := pinyin.NewArgs()
	found := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.Is(unicode.Han, r) {
			if n := rs.of(r); n != 0 {
				t.Errorf("%q has a reading", r)
			}
			continue
		}
		want := strings.Join(pinyin.LazyPinyin(string(r), args), "")
		if got := rs.spell(string(r)); got != want {
			t.Errorf("%c is read %q, want %q", r, got, want)
		}
		if want != "" {
			found++
		}
	}
	if found < 40_000 {
		t.Errorf("only %d characters have a reading", found)
	}
}

func TestSound(t *testing.T) {
	t.Parallel()
	rs := loadReadings()
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"永江", "甬江", true},
		{"周山港", "舟山港", true},
		{"星港", "新干", true}, // ing and in, ang and an
		{"吃", "刺", true},   // ch and c
		{"大碶", "大树", false},
		{"西安", "先", false},
		{"", "\ue000", true}, // without a reading
	} {
		if got := rs.sound(tt.a) == rs.sound(tt.b); got != tt.same {
			t.Errorf("%s sounds like %s: %t, want %t", tt.a, tt.b, got, tt.same)
		}
	}
	if got, want := rs.spell("吕梁12西安"), "lvliangxian"; got != want {
		t.Errorf("spelled %s, want %s", got, want)
	}
}

// TestWith lays names over others and finds both by how they are read.
func TestWith(t *testing.T) {
	t.Parallel()
	l, err := NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	p := NewNames(l, []string{"临湖科创园", "远山大桥"}).With([]string{"远山大桥", "滨江体育公园"}).With([]string{"临湖第二小学"})
	for letters, want := range map[string]string{"linhukechuangyuan": "临湖科创园", "binjiangtiyugongyuan": "滨江体育公园", "linhudierxiaoxue": "临湖第二小学"} {
		if got := p.Spelled(letters); !slices.Contains(got, want) {
			t.Errorf("%s is read as %q", letters, got)
		}
		if got := p.EndIn(want + "投资多少"); got != want {
			t.Errorf("%s ends in %q", want, got)
		}
	}
	if len(p.newer) != 2 {
		t.Errorf("laid over: %q", p.newer)
	}
}
