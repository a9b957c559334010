package word

import (
	"slices"
	"testing"

	"beilun/knowledge/figure/source"
)

func TestTable(t *testing.T) {
	t.Parallel()
	d := Default()
	if got := d.Trailing("总投资超过", Before).Text; got != "超过" {
		t.Errorf("超过 reads as %q", got)
	}
	if got := d.Trailing("签约", Before).Text; got != "" {
		t.Errorf("签约 ends with the qualifier %q", got)
	}
	if p, end := d.Last("力争累计完成", Plan|Sum); p.Text != "累计" || end != len("力争累计") {
		t.Errorf("Last = %v, %d", p, end)
	}
	if got := d.Leading("起步").Text; got != "" {
		t.Errorf("起步 begins with the qualifier %q", got)
	}
	if n := d.Name("三年行动计划", '三'); n != len("三年行动") {
		t.Errorf("三年行动 is a name of %d bytes", n)
	}
	if !slices.Contains(d.Words(Plan), "力争") || slices.Contains(d.Words(Plan), "累计") || !slices.Contains(d.Words(Between), "可获") {
		t.Error("Words does not return the words of a role")
	}
	for name, role := range roles {
		if len(d.Words(role)) == 0 {
			t.Errorf("qualifiers.txt has no line of class %s", name)
		}
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	for _, bad := range []struct{ qualifiers, names string }{{"before\n", ""}, {"befor 约\n", ""}, {"before ~签\n", ""}, {"", "~签\n"}} {
		if _, err := Parse(bad.qualifiers, bad.names); err == nil {
			t.Errorf("parsing %q returns no error", bad)
		}
	}
}

func TestContext(t *testing.T) {
	t.Parallel()
	text := source.Text("去年收入5亿元;预计,今年超6亿元")
	c := Context{Text: text, Words: Default()}
	i := len(text) - len("6亿元")
	if got := c.Clause(i); got != "今年超" {
		t.Errorf("Clause = %q", got)
	}
	if got := c.Sentence(i); got != "预计,今年超" {
		t.Errorf("Sentence = %q", got)
	}
	if got := c.Trailing(i, Before); got != "超" {
		t.Errorf("Trailing = %q", got)
	}
}
