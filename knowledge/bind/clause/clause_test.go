package clause_test

import (
	"fmt"
	"strings"
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
)

// TestRead reads texts into clauses with their names, and figures with the words around
// them.
func TestRead(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	bindtest.Blocks(t, "testdata/clauses.txt", func(text string) []string {
		tx := bindtest.Text(lex.Binder().Cut, text, "青湖创业园")
		var out []string
		for k, c := range tx.Clauses {
			line := fmt.Sprintf("%d.%d %s", c.Sentence, k, tx.S[c.Start:c.End])
			if c.Breaks && k > 0 {
				line += " breaks"
			}
			if c.Phase != "" {
				line += " phase " + c.Phase
			}
			for _, n := range tx.Names[c.Names:c.NamesEnd] {
				line += " [" + n.Text + "]"
			}
			out = append(out, line)
		}
		for i := range tx.Figures {
			out = append(out, figure(tx, i))
		}
		return out
	})
}

// figure describes figure i of a text.
func figure(t *clause.Text, i int) string {
	f, left := &t.Figures[i], t.Left(i)
	var content []string
	for _, w := range t.Content(left, f.From) {
		content = append(content, t.S[w.Start:w.End])
	}
	line := fmt.Sprintf("%s: clause %d, %s < > %s", t.S[f.From:f.To], f.Clause, strings.Join(content, " "), t.S[f.To:t.Right(i)])
	if m := t.MetricOf(i); m != nil {
		line += ", metric " + m.Name
	}
	if t.HasMetric(i, left) {
		line += " in front"
	}
	if p := t.Prior(i); p >= 0 {
		line += ", behind " + t.S[t.Figures[p].From:t.Figures[p].To]
	}
	for _, x := range []struct {
		is   bool
		name string
	}{{f.IsTime, "time"}, {f.Comparison, "comparison"}, {f.Followed, "followed"}, {f.Level >= 0, "level"}, {t.Sentences[t.SentenceOf(i)].Aims <= f.From, "aim"}} {
		if x.is {
			line += ", " + x.name
		}
	}
	if s := t.LastMark(names.Scope, t.BehindLevel(f), f.From); s != "" {
		line += ", scope " + s
	}
	return line
}

// TestFind looks for what is at single bytes of a text.
func TestFind(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	tx := bindtest.Text(lex.Binder().Cut, "青湖创业园总投资3亿元，占地20亩。青湖小学、红湖小学等2所。", "")
	at := func(s string) int { return strings.Index(tx.S, s) }
	if k := tx.ClauseAt(at("占地")); k != 1 || tx.FirstClause(k) != 0 {
		t.Errorf("占地 is in clause %d, whose sentence begins at %d", k, tx.FirstClause(k))
	}
	if k := tx.ClauseAt(len(tx.S) + 9); k != len(tx.Clauses)-1 {
		t.Errorf("behind the text: clause %d", k)
	}
	if f := tx.FigureAt(at("亿元")); f == nil || f.Clause != 0 {
		t.Errorf("亿元: figure %v", f)
	}
	if tx.FigureAt(at("占地")) != nil || tx.HasFigure(at("占地"), at("20")) || !tx.HasFigure(0, len(tx.S)) {
		t.Error("figures are where none is, or not where one is")
	}
	if !tx.InName(at("湖创业")) || tx.InName(0) || tx.InName(at("占地")) {
		t.Error("names are where none is, or not where one is")
	}
	if !tx.ListEndsAt(at("等2所")) || tx.ListEndsAt(at("总投资")) {
		t.Error("lists end where none does, or not where one does")
	}
	if !tx.MetricAt(at("总投资")) || tx.MetricAt(at("青湖")) {
		t.Error("metrics begin where none does, or not where one does")
	}
	if w := tx.Words[tx.WordAt(at("占地"))]; w.Start != at("占地") || tx.Words[tx.WordFrom(w.Start)] != w {
		t.Errorf("占地: word %v", w)
	}
	if !clause.IsMetric("占地") || clause.IsMetric("航线") {
		t.Error("IsMetric: a metric is none, or a count is one")
	}
	again := tx.Reset()
	if len(again.Clauses)+len(again.Figures)+len(again.Names)+len(again.Words) != 0 {
		t.Errorf("reset: %+v", again)
	}
}
