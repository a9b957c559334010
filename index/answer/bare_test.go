package answer

import (
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestAlone reads testdata/bare.txt. What is offered has an answer at once.
func TestAlone(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, row := range table(t, "bare.txt") {
		ans, err := a.Follow(t.Context(), row[0], nil)
		if err != nil {
			t.Fatal(err)
		}
		got := "-"
		switch {
		case ans.Reason == WhichThing:
			got = "?"
		case ans.Claim != nil:
			got = ans.Claim.Text
		case ans.Quoted != nil:
			got = `"`
		}
		if got != row[1] || !strings.Contains(ans.Topic, row[2]) {
			t.Errorf("%s: %s of %q, want %s of %q", row[0], got, ans.Topic, row[1], row[2])
		}
		if asks := ans.Reason == WhichThing; asks != (len(ans.Suggestions) > 0 && ans.Known == nil && got == "?") {
			t.Errorf("%s: offers %q", row[0], ans.Suggestions)
		}
		if got != "?" {
			continue
		}
		if len(ans.Suggestions) == 1 {
			t.Errorf("%s: asks which, of %q", row[0], ans.Suggestions)
		}
		for _, q := range ans.Suggestions {
			offered, err := a.Follow(t.Context(), q, nil)
			if err != nil {
				t.Fatal(err)
			}
			if offered.Claim == nil {
				t.Errorf("%s: %s has no answer", row[0], q)
			}
		}
	}
}

// TestAnswering names the thing that was asked for, and something else.
func TestAnswering(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct{ asked, text, want string }{
		{"建筑面积呢？", "吉利新能源汽车总部", "约4.6万平方米"},
		{"建筑面积呢？", "我说的是吉利总部那个", "约4.6万平方米"},
		{"这个项目总投资多少", "吉利总部呀。", "4.4亿元"},
		{"什么时候竣工", "吉利总部的", "2028年3月"},
		{"建筑面积呢？", "吉利总部总投资多少", "4.4亿元"},
		{"建筑面积呢？", "那总投资呢", "?"},
		{"建筑面积呢？", "下午开会", ""},
		{"建筑面积呢？", "出租率呢", "90%以上"},
	} {
		before, err := a.Follow(t.Context(), tt.asked, nil)
		if err != nil {
			t.Fatal(err)
		}
		ans, err := a.Follow(t.Context(), tt.text, before)
		if err != nil {
			t.Fatal(err)
		}
		got := ans.ClaimText()
		if ans.Reason == WhichThing {
			got = "?"
		}
		if got != tt.want {
			t.Errorf("%s after %s: %q, want %q", tt.text, tt.asked, got, tt.want)
		}
	}
}

// TestCarried carries the thing and the year over, and drops what leads nowhere.
func TestCarried(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct{ before, text, asked, topic string }{
		{"宁波舟山港2023年货物吞吐量", "集装箱吞吐量多少", "宁波舟山港2023年集装箱吞吐量多少", ""},
		{"吉利新能源汽车总部2025年总投资多少", "什么时候竣工", "吉利新能源汽车总部什么时候竣工", ""},
		{"吉利新能源汽车总部2019年总投资多少", "建筑面积多少", "吉利新能源汽车总部建筑面积多少", ""}, // nothing is of 2019
		{"介绍一下东方中央研究院", "北仑GDP多少", "", "北仑GDP多少"},
		{"介绍一下东方中央研究院", "GDP多少", "", "北仑区GDP多少"},
		{"吉利新能源汽车总部总投资多少", "年产值多少", "吉利新能源汽车总部年产值多少", ""}, // a no about the thing
		{"吉利新能源汽车总部总投资多少", "今天天气怎么样", "", "今天天气怎么样"},
	} {
		before, err := a.Follow(t.Context(), tt.before, nil)
		if err != nil {
			t.Fatal(err)
		}
		ans, err := a.Follow(t.Context(), tt.text, before)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Asked != tt.asked || tt.topic != "" && ans.Topic != tt.topic {
			t.Errorf("%s after %s: read as %q of %q", tt.text, tt.before, ans.Asked, ans.Topic)
		}
	}
}

// TestTimeOnly leans on a question that has a time and no thing.
func TestTimeOnly(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct {
		before, text, topic string
		claims              bool
	}{
		{"2021年GDP多少", "财政收入呢", "2021年财政收入是多少", true},
		{"火星基地面积多少", "建筑面积呢", "建筑面积是多少", false},
		{"2024年新签约落户的科创企业数量是多少？", "建筑面积呢", "2024年建筑面积是多少", false},
	} {
		ans, err := a.Follow(t.Context(), tt.text, &Answer{Topic: tt.before})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(ans.Topic, tt.topic) || (ans.Said() != nil) != tt.claims {
			t.Errorf("%s after %s: %q, says %v", tt.text, tt.before, ans.Topic, ans.Said())
		}
	}
}
