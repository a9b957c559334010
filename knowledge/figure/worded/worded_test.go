package worded

import (
	"testing"

	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/qualify"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

func TestWords(t *testing.T) {
	t.Parallel()
	if unused := classes.Unused(); len(unused) > 0 {
		t.Errorf("nothing asks for the classes %q of worded.txt", unused)
	}
}

func TestReader(t *testing.T) {
	t.Parallel()
	var numbers number.Reader
	words := word.Context{Words: word.Default()}
	r := New(unit.Default(), &numbers, &words, qualify.New(unit.Default(), &words))
	for _, tt := range []struct {
		read                func(int) (number.Reading, bool)
		before, text, value string
	}{
		{r.Share, "", "百分之九十五", "95"},
		{r.Share, "", "三分之一", "100/3"},
		{r.Share, "", "七成半", "75"},
		{r.Share, "", "七成五", "75"},
		{r.Share, "", "八五折", "85"},
		{r.Share, "", "一成不变", ""},
		{r.Share, "", "三折叠", ""},
		{r.HalfShare, "打", "对折", "50"},
		{r.HalfShare, "", "对折", ""},
		{r.Halves, "超", "半数", "50"},
		{r.Halves, "", "一半", ""},
		{r.Stroke, "占", "1/3", "100/3"},
		{r.Stroke, "", "1/3", ""},
		{r.Halved, "", "半年", "6"},
		{r.Halved, "上", "半年", ""},
		{r.Halved, "", "半年报", ""},
		{r.Doubled, "", "翻了两番", "4"},
		{r.Doubled, "", "翻两页", ""},
		{r.Ratio, "师生比为", "1:15", "1/15"},
		{r.Ratio, "比赛于", "8:30:15", ""},
		{r.Rank, "居全国", "第三位", "3"},
		{r.Rank, "", "第三届", ""},
	} {
		text := source.Text(tt.before + tt.text)
		numbers.Reset(text, number.Press)
		words.Text = text
		got := ""
		if f, ok := tt.read(len(tt.before)); ok && f.Value != nil {
			got = f.Value.RatString()
		}
		if got != tt.value {
			t.Errorf("%s|%s reads as %q, want %q", tt.before, tt.text, got, tt.value)
		}
	}
}
