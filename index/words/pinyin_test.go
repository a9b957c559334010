package words

import (
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
