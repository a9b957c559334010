package thing_test

import (
	"strings"
	"sync"
	"testing"

	"beilun/index/thing"
)

// words takes every character for a word, and none for a common one.
type words struct{}

func (words) Begins(at int) bool            { return at == 0 }
func (words) Alike(a, b string) bool        { return a+b == "舟洲" || a+b == "州洲" }
func (words) IsEdge(int) bool               { return true }
func (words) IsCommon(_, _ int) bool        { return false }
func (words) IsNoKind(_, _ int) bool        { return false }
func (words) IsTaken(_, _ int) bool         { return false }
func (words) Cuts(int) bool                 { return false }
func (words) Occurs(written, _ string) bool { return written == "安州" }

func TestFind(t *testing.T) {
	t.Parallel()
	set := thing.New([]thing.Thing{
		{Name: "石湾作业区二期工程", Figures: 6}, {Name: "石湾作业区一期", Figures: 2},
		{Name: "青峦量子科技产业园", Figures: 4}, {Name: "量子园", Full: "青峦量子科技产业园"},
		{Name: "岭南医科大学附属第二医院青峦院区", Figures: 3}, {Name: "青峦第二中学", Figures: 2}, {Name: "青峦区", Figures: 9},
		{Name: "轨道交通4号线", Figures: 5}, {Name: "望洲跨海大桥", Figures: 5}, {Name: "2024年青峦区", Figures: 1},
		{Name: "甲园3号楼", Figures: 1}, {Name: "乙园3号楼", Figures: 1}, {Name: "安洲古镇", Figures: 1},
	})
	for question, want := range map[string]string{
		"石湾作业区二期工程投资多少": "石湾作业区二期工程",
		"石湾二期投资多少":      "石湾作业区二期工程~",
		"石湾作业区的二期投资多少":  "石湾作业区二期工程",
		"石湾三期投资多少":      "",
		"量子园有几家企业":      "青峦量子科技产业园~",
		"青峦量子产业园有几家企业":  "青峦量子科技产业园~",
		"附二青峦院区几张床":     "岭南医科大学附属第二医院青峦院区~",
		"青峦第二中学招几个班":    "青峦第二中学",
		"青峦第2中学招几个班":    "青峦第二中学",
		"青峦第三中学招几个班":    "青峦区",
		"青峦GDP多少":       "青峦区",
		"四号线多长":         "轨道交通4号线~",
		"14号线多长":        "",
		"望舟跨海大桥多长":      "望洲跨海大桥?",
		"望江跨海大桥多长":      "",
		"青岭第二中学招几个班":    "",
		"石林作业区二期":       "",
		"青峦量子科枝产业园":     "青峦量子科技产业园?",
		"安州古镇门票":        "", // the texts have an 安州 of their own
		"3号楼多高":         "乙园3号楼~甲园3号楼",
		"石湾,二期":         "石湾作业区二期工程~石湾作业区一期",
	} {
		var got []string
		for _, m := range set.Find(strings.ToLower(question), words{}) {
			got = append(got, m.Thing.Name+[]string{"", "~", "?", "^"}[m.Fit]+strings.Join(m.Others, "/"))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: got %s, want %s", question, s, want)
		}
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	set := thing.New([]thing.Thing{{Name: "2024年青峦区", Figures: 1}, {Name: "青峦区", Figures: 2}, {Name: "园"}, {Name: "甲，乙"}, {Name: strings.Repeat("长", 41)}})
	if th, ok := set.Named("青峦区"); !ok || th.Figures != 3 || set.Len() != 1 {
		t.Errorf("%+v, %v, %d things", th, ok, set.Len())
	}
	if ms := set.Find("\xff青峦区", words{}); len(ms) != 1 {
		t.Errorf("%+v", ms)
	}
	if ms := thing.New(nil).Find("青峦区", words{}); len(ms) != 0 {
		t.Errorf("%+v", ms)
	}
}

// TestMany names a district whose name is a part of hundreds of others.
func TestMany(t *testing.T) {
	t.Parallel()
	things := []thing.Thing{{Name: "青峦区", Figures: 9}}
	for i := range 500 {
		things = append(things, thing.Thing{Name: "青峦区" + string([]rune{rune(0x4e00 + 3*i), rune(0x4e00 + 7*i)}) + "中心"})
	}
	set := thing.New(things)
	for range 2 { // the second time, what was found is kept
		if ms := set.Find("青峦区财政收入多少", words{}); len(ms) != 1 || ms[0].Thing.Name != "青峦区" || ms[0].Fit != thing.Full {
			t.Errorf("%+v", ms)
		}
		if ms := set.Find("青峦区一一中心多大", words{}); len(ms) != 1 || ms[0].Thing.Name != "青峦区一一中心" {
			t.Errorf("%+v", ms)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	var things []thing.Thing
	for i := range 50_000 {
		things = append(things, thing.Thing{Name: string([]rune{rune(0x4e00 + i%5000), rune(0x4e00 + i*7%6000)}) + "高新技术产业园" + string(rune(0x4e00+i%97)) + "期工程", Figures: i % 5})
	}
	b.ReportAllocs()
	for b.Loop() {
		thing.New(things)
	}
}

// TestAgain asks eight times at once, and again after newer releases have named a thing.
func TestAgain(t *testing.T) {
	t.Parallel()
	set := thing.New([]thing.Thing{{Name: "石湾作业区二期工程", Figures: 6}, {Name: "石湾作业区一期", Figures: 2}})
	find := func(s *thing.Set) thing.Thing {
		ms := s.Find("石湾二期投资多少", words{})
		if len(ms) != 1 {
			t.Errorf("%+v", ms)
			return thing.Thing{}
		}
		return ms[0].Thing
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := find(set); got.Name != "石湾作业区二期工程" || got.Figures != 6 {
					t.Errorf("%+v", got)
				}
			}
		})
	}
	wg.Wait()
	if got := find(set.With([]thing.Thing{{Name: "石湾作业区二期工程", Figures: 3}})); got.Figures != 9 {
		t.Errorf("%+v", got)
	}
}
