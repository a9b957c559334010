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
		{"help", Help},
		{"帮助", Help},
		{"请查看帮助", Help},
		{"who are you", Who},
		{"Who are you?", Who},
		{"hello, who are you?", Who},
		{"What's your name?", Who},
		{"你是谁", Who},
		{"你是谁呀？", Who},
		{"您好，您是哪位", Who},
		{"what can you do", Usage},
		{"你会什么", Usage},
		{"怎么用", Usage},
		{"你好，怎么用？", Usage},
		{"Hello!", Hello},
		{"你好", Hello},
		{"你好👋", Hello},
		{"您好:wave:", Hello},
		{"大家好呀～", Hello},
		{"在嗎", Here},
		{"早上好", Hour},
		{"各位早", Hour},
		{"妳好", None}, // another word for it, and no harm done
		{"再见", Farewell},
		{"好的，那先这样，再见", Farewell},
		{"bye 👋", Farewell},
		{"祝大家新年快乐", Wish},
		{"周末愉快！", Wish},
		{"谢谢，也祝你周末愉快", Wish},
		{"不好意思，打错了", Apology},
		{"好的，多谢，改天再联系", Farewell},
		{"太厉害了，帮大忙了", Praise},
		{"不错不错 :clap:", Praise},
		{"你真棒", Praise},
		{"太厉害了吧", Praise},
		{"you are awesome!!", Praise},
		{"你这个笨蛋", Insult},
		{"你真没用", Insult},
		{"Thanks!", Thanks},
		{"thank you 🙏", Thanks},
		{"謝謝", Thanks},
		{"好的，谢谢啦～", Thanks},
		{"好的收到谢谢", Thanks},
		{"ok thanks", Thanks},
		{"OK", Nod},
		{"收到", Nod},
		{"好的收到", Nod},
		{"哈哈哈哈哈", Nod},
		{"666", Nod},
		{"+1", Nod},
		{"我知道了", Nod},
		{"👍", Nod},
		{":pray: :ok_hand:", Nod},
		{":+1::skin-tone-2:", Nod},
		{":thumbsup:", Nod},
		{"……", Nod},
		// questions, however they begin
		{"你好，北仑区生产总值多少", None},
		{"hello, what is the gdp", None},
		{"who are the owners of the port", None},
		{"Hello Kitty乐园什么时候开业", None},
		{"你好小区在哪里", None},
		{"谢谢你图书馆几点开门", None},
		{"什么是帮助中心", None},
		{"再见山在哪里", None},
		{"新年快乐活动什么时候举行", None},
		{"好的，那建筑面积呢", None},
		{"这个呢", None},
		{"大家都是", None},
		{"可以吗", None},
		{"查询:吉利:总投资", None},
		{"bye bye baby", None},
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

func TestRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"大家早上好呀！": "早上好", "Good  Morning": "good morning", "👍": "", "GDP": ""} {
		if _, got := Read(text); got != want {
			t.Errorf("Read(%q) says %q, want %q", text, got, want)
		}
	}
}

func TestWithoutEmoji(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"总投资多少 :pray::skin-tone-3:": "总投资多少", ":tada: :+1:": "", "10:30:00": "10:30:00", "查询:吉利:总投资": "查询:吉利:总投资"} {
		if got := WithoutEmoji(text); got != want {
			t.Errorf("WithoutEmoji(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTrim(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"谢谢，那建筑面积呢": "那建筑面积呢", "晚上好，北仑GDP多少？": "北仑GDP多少？", "好的，辛苦了！总投资多少，谢谢啦！": "总投资多少", "北仑GDP多少，谢谢": "北仑GDP多少",
		"谢谢，再见": "谢谢，再见", "总投资，建筑面积": "总投资，建筑面积", "1,总投资;2,建筑面积": "1,总投资;2,建筑面积", "好的": "好的", "": "", "，": "，",
		"你好\n总投资多少": "你好\n总投资多少", "你好小区，总投资": "你好小区，总投资", "OK, what is the gdp, thanks": "what is the gdp",
		"总投资3亿元，没错吧？": "总投资3亿元，没错吧？", "总投资3亿元，没问题吧": "总投资3亿元，没问题吧", "总投资多少，好的": "总投资多少",
	} {
		if got := Trim(text); got != want {
			t.Errorf("Trim(%q) = %q, want %q", text, got, want)
		}
	}
}
