package courtesy

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want Kind
	}{
		{"who are you", Help},
		{"Who are you?", Help},
		{"Hello!", Help},
		{"hello, who are you?", Help},
		{"What's your name?", Help},
		{"what can you do", Help},
		{"你是谁", Help},
		{"你是谁呀？", Help},
		{"您好，您是哪位", Help},
		{"妳好", None}, // another word for it, and no harm done
		{"在嗎", Help},
		{"你好👋", Help},
		{"Thanks!", Thanks},
		{"thank you 🙏", Thanks},
		{"謝謝", Thanks},
		{"好的，谢谢啦～", Thanks},
		{"OK", Nod},
		{"收到", Nod},
		{"+1", Nod},
		// questions, however they begin
		{"你好，北仑区生产总值多少", None},
		{"hello, what is the gdp", None},
		{"who are the owners of the port", None},
		{"Hello Kitty乐园什么时候开业", None},
		{"你好小区在哪里", None},
		{"谢谢你图书馆几点开门", None},
		{"什么是帮助中心", None},
		{"what is the park", None},
		{"", None},
		{"？？", None},
		{strings.Repeat("你好", 1000), None},
		{"\xff\xfe", None},
	} {
		if got := Of(tt.text); got != tt.want {
			t.Errorf("%.40q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestIsEnglish(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"thanks": true, "谢谢": false, "ok 谢谢": false, "+1": false, "": false} {
		if got := IsEnglish(text); got != want {
			t.Errorf("%q is English: %t, want %t", text, got, want)
		}
	}
}

func TestPhrasesFileIsStrict(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"wave 你好": "unknown kind", "help 你好,": "an empty phrase", "help": "an empty phrase"} {
		if _, err := parsePhrases(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", file, err, want)
		}
	}
}
