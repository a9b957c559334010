package zhtime

import (
	"strings"
	"testing"
)

// TestWordsFileIsStrict checks that a mistake in words.txt is found.
func TestWordsFileIsStrict(t *testing.T) {
	t.Parallel()
	for change, want := range map[[2]string]string{
		{"unit day 1 天~", "unit noon 1 天~"}: `unknown grain "noon"`,
		{"秒~杀,表", "秒~"}:                     "nothing behind ~",
		{"秒~杀,表", "秒~杀,"}:                   "nothing behind ~",
		{"night 晚 夜", ""}:                   "class night has no words",
		{"night 晚 夜", "night é"}:            "neither a Chinese nor an ASCII character",
	} {
		file := strings.Replace(wordFile, change[0], change[1], 1)
		if file == wordFile {
			t.Fatalf("words.txt has no %q", change[0])
		}
		if _, err := parseWords(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q for %q: error %v, want %s", change[1], change[0], err, want)
		}
	}
}

// TestListFindsTheLongestWord checks also what ~ and _ mean.
func TestListFindsTheLongestWord(t *testing.T) {
	t.Parallel()
	var l list
	for _, s := range []string{"周", "周年", "半~年,个", "_", "-"} {
		var w word
		if err := w.setText(s); err != nil {
			t.Fatal(err)
		}
		l.add(w)
	}
	l.sort()
	for s, want := range map[string]string{"周年庆": "周年", "周围": "周", "半年": "", "半天": "半", "半": "半", " 周": " ", "-1": "-", "x": "", "": "", "\xe5": "", "\xe5\x91": ""} {
		got := ""
		if k := l.at(s); k >= 0 {
			got = l.texts[k]
		}
		if got != want {
			t.Errorf("%q begins with %q, want %q", s, got, want)
		}
	}
}

// BenchmarkParseWords shows what the first use of the package costs.
func BenchmarkParseWords(b *testing.B) {
	for b.Loop() {
		if _, err := parseWords(wordFile); err != nil {
			b.Fatal(err)
		}
	}
}
