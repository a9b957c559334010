package names

import (
	"strings"
	"testing"

	"beilun/knowledge"
)

func TestTablesKnowAllWords(t *testing.T) {
	tables := Load()
	for w, kinds := range tables.kinds {
		if !tables.Is(kinds, w) || tables.Is(kinds, w+"甲乙丙丁戊") {
			t.Errorf("is %q: not of its kinds, or with more behind it", w)
		}
	}
	for w, classes := range thingTable().kinds {
		if !IsThing(classes, w) {
			t.Errorf("isThing %q: false", w)
		}
	}
	for w, sort := range thingTable().ends {
		if ThingEnd(w) != sort {
			t.Errorf("thingEnd %q: %d, want %d", w, ThingEnd(w), sort)
		}
		if len(w) <= maxThingEnd && SortOf("甲乙"+w+"》") == 0 {
			t.Errorf("sortOf 甲乙%s》: none", w)
		}
	}
}

func TestIsComplete(t *testing.T) {
	for name, want := range map[string]bool{"3号泊位": true, "a3地块": true, "第三小学": true, "青湖": false, "3号": false, "青湖创业园3号楼": true} {
		if got := IsComplete(name); got != want {
			t.Errorf("IsComplete(%s) = %t", name, got)
		}
	}
}

// words cuts a text at spaces into words with the tag behind a slash, and removes both.
func words(text string) (string, []Word) {
	var s strings.Builder
	var out []Word
	for f := range strings.FieldsSeq(text) {
		w, tag, _ := strings.Cut(f, "/")
		if tag != "" {
			out = append(out, Word{Start: s.Len(), End: s.Len() + len(w), Tag: tag})
		}
		s.WriteString(w)
	}
	return s.String(), out
}

func TestNames(t *testing.T) {
	t.Parallel()
	tables := Load()
	for _, tt := range []struct{ text, want string }{
		{"东江/ns 科创区/n 临湖/ns 片区/n 开工/v", "东江科创区临湖片区"},
		{"位于/v 青/a 湖/n 产业园/n 项目/n", "青湖产业园"},
		{"建设/v 3/m 号/n 泊位/n ,  a3/eng 地块/n", "3号泊位 a3地块"},
		{"第三/m 批/q 项目/n 和/c 第/m 六/m 中学/n", "第三批项目 第六中学"},
		{"9/m 号/n 线/n 东延段/n 开通/v", "9号线东延段"},
		{"二/m 一/m 一/m 项目/n", "二一一项目"},
		{"甲/n 集团/n 、 乙乙/nz 公司/n 等/u", "甲集团+ 乙乙公司+"},
		{"瑞/n 谷/n 再生/v 资源/n 公司/n", "瑞谷再生资源公司"},
		{"两/m 所/q 高中/n 、 全市/n 产业园/n", ""},
		{"老街/user 开街/v", "老街"},
		{"续建/v 红/a 湖/n 大桥/n", "红湖大桥"},
	} {
		s, ws := words(tt.text)
		var got []string
		for _, n := range tables.Names(nil, &Reading{Cleaned: Cleaned{S: s}, Words: ws, Found: tables.Find(s, ws)}, func(from, to int) int { return from }) {
			text := n.Text
			if n.Listed {
				text += "+"
			}
			got = append(got, text)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	s := "全区计划投资,十二期和3期,其中一期,力争"
	var m Marks
	Load().Mark(s, &m)
	for _, tt := range []struct {
		kind Kind
		want string
	}{{Scope, "一期"}, {Phase, "一期"}, {Planned, "计划"}, {Target, "力争"}, {Own, ""}} {
		got := ""
		if l, ok := m.Last(tt.kind, 0, len(s)); ok {
			got = s[l.Start:l.End]
		}
		if got != tt.want || m.Has(tt.kind, 0, len(s)) != (tt.want != "") {
			t.Errorf("%d: %s, want %s", tt.kind, got, tt.want)
		}
	}
	m.Without(Phase, func(from, to int) bool { return s[from:to] == "一期" })
	if l, _ := m.Last(Phase, 0, len(s)); s[l.Start:l.End] != "3期" {
		t.Errorf("without 一期: %s", s[l.Start:l.End])
	}
	if m = m.Empty(); m.Has(Scope, 0, len(s)) {
		t.Error("empty marks have one")
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	tables := Load()
	for s, want := range map[string]string{"该项目总投资": "该项目", "这所高中": "这所高中", "该校设": "该校", "该区": "", "青湖": ""} {
		if got := s[:tables.Pointer(s)]; got != want {
			t.Errorf("%s points by %q, want %q", s, got, want)
		}
	}
	for head, want := range map[string]string{"青湖产业园": "青湖产业园", "青湖集团公司": "", "东江区": "", "3号楼": "", "": ""} {
		if got := tables.SiteOf(head); got != want {
			t.Errorf("the site of %s is %q, want %q", head, got, want)
		}
	}
	for s, want := range map[string]uint8{"位于": Toward, "由": Agent, "用于": 0, "青湖": 0} {
		if got := PrepBefore(s); got != want {
			t.Errorf("%s: preposition %d, want %d", s, got, want)
		}
	}
	if WithoutYear("2023年东江区") != "东江区" || WithoutYear("东江区") != "东江区" || !IsPaper("东江区实施方案") || !IsKind("产业园") || IsKind("青湖产业园") || !AddsNothing("项目") || !IsEvent("开工") || !IsSorted("规模以上工业企业") {
		t.Error("words are of other kinds")
	}
	c := Clean("Ａ3 地块，\n投资")
	if c.S != "a3地块,投资" {
		t.Errorf("clean: %s", c.S)
	}
	if from, to := c.Of(knowledge.Span{Start: len("Ａ"), End: len("Ａ3 地块")}); c.S[from:to] != "3地块" {
		t.Errorf("of: %s", c.S[from:to])
	}
}
