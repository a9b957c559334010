package qualify

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// TestComplete quotes the figure between the bars with the words around it.
func TestComplete(t *testing.T) {
	t.Parallel()
	words := word.Context{Words: word.Default()}
	r := New(unit.Default(), &words)
	for _, tt := range []struct {
		before, text, after            string
		kind                           knowledge.Kind
		quote, qualifier, status, rate string
	}{
		{"累计超", "100亿元", "", knowledge.Money, "超100亿元", "超", "累计", ""},
		{"超过了", "3亿元", "", knowledge.Money, "超过了3亿元", "超过", "", ""},
		{"达", "90%", "以上", knowledge.Percent, "90%以上", "以上", "达", ""},
		{"力争累计完成", "5家", "", knowledge.Count, "5家", "", "力争", ""},
		{"最高可获", "800万元", "", knowledge.Money, "最高可获800万元", "最高", "", ""},
		{"上限由", "300万元", "", knowledge.Money, "300万元", "上限", "", ""},
		{"气温最高", "38℃", "", knowledge.Temperature, "38℃", "", "", ""},
		{"下降了", "3.2%", "", knowledge.Percent, "下降了3.2%", "", "", ""},
		{"每平方米", "8000元", "起", knowledge.Money, "8000元起", "起", "", "每平方米"},
		{"人均", "3次", "起", knowledge.Count, "3次", "", "", "人均"},
	} {
		words.Text = source.Text(tt.before + tt.text + tt.after)
		f := number.Reading{From: len(tt.before), To: len(tt.before + tt.text)}
		f.Kind = tt.kind
		from, to := r.Complete(&f)
		if quote := string(words.Text[from:to]); quote != tt.quote || f.Qualifier != tt.qualifier || f.Status != tt.status || f.Per != tt.rate {
			t.Errorf("%s|%s|%s: %q, qualifier %q, status %q, per %q", tt.before, tt.text, tt.after, quote, f.Qualifier, f.Status, f.Per)
		}
	}
}

// TestShared gives a figure the limit or the fall of the one in front of it.
func TestShared(t *testing.T) {
	t.Parallel()
	words := word.Context{Words: word.Default()}
	r := New(unit.Default(), &words)
	for _, tt := range []struct{ first, between, want string }{
		{"最高", "、", "最高"},
		{"上限", "提高到每艘", "上限"},
		{"上限", "，实付", ""},
		{"下降", "和", "下降"},
		{"约", "和", ""},
	} {
		words.Text = source.Text("5万元" + tt.between + "8万元")
		words.Floor = len("5万元")
		r.Last = &knowledge.Figure{Kind: knowledge.Money, Unit: "元", Qualifier: tt.first}
		f := number.Reading{From: len("5万元" + tt.between), To: len(words.Text)}
		f.Kind, f.Unit = knowledge.Money, "元"
		if r.Around(&f); f.Qualifier != tt.want {
			t.Errorf("behind %s 5万元%s the qualifier is %q, want %q", tt.first, tt.between, f.Qualifier, tt.want)
		}
	}
}
