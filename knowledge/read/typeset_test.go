package read

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// typesetter sets paragraphs as a newspaper page does, and returns the lines as
// the clipboard would have them.
type typesetter struct {
	width    int     // of the column in Han characters
	indent   int     // of a paragraph's first line, lost in copying
	visible  bool    // the indent is not lost
	squeeze  float64 // share of a mark's width that may be removed to fit a line
	blank    string  // "none", "all", "paragraphs", "columns"
	anywhere bool    // lines break anywhere except before and after certain marks, also inside numbers
}

type galley struct {
	heading bool
	text    string
}

// set returns the page, with a mark on each line that ends a galley.
func (s typesetter) set(rng *rand.Rand, galleys []galley) string {
	var b strings.Builder
	line := 0
	for _, g := range galleys {
		room := float64(s.width)
		in := ""
		if !g.heading {
			room -= float64(s.indent)
			if s.visible {
				in = strings.Repeat("　", s.indent)
			}
		}
		units := s.units(g.text)
		for len(units) > 0 {
			n := s.fill(units, room)
			b.WriteString(in + strings.Join(units[:n], "") + "\n")
			units = units[n:]
			line++
			last := len(units) == 0
			switch {
			case s.blank == "all", s.blank == "paragraphs" && last, s.blank == "columns" && line%17 == 0:
				b.WriteString("\n")
			}
			room, in = float64(s.width), ""
		}
	}
	return b.String()
}

// units splits a text into pieces inside which no line ends.
func (s typesetter) units(text string) []string {
	var units []string
	rs := []rune(text)
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs)-1 && strings.ContainsRune("“（《", rs[j]) {
			j++
		}
		j++
		for !s.anywhere && j < len(rs) && rs[j-1] < 128 && rs[j] < 128 {
			j++
		}
		for j < len(rs) && strings.ContainsRune("，。、；：？！”）》%", rs[j]) {
			j++
		}
		units = append(units, string(rs[i:j]))
		i = j
	}
	return units
}

// fill returns how many units fit into a line with the given room.
func (s typesetter) fill(units []string, room float64) int {
	w, spare := 0.0, 0.0
	for i, u := range units {
		for _, r := range u {
			switch {
			case r < 128:
				w += 0.5
			case strings.ContainsRune("“”（）《》，。、；：？！", r):
				w++
				spare += 0.5 * s.squeeze
			default:
				w++
			}
		}
		if i > 0 && w-spare > room {
			return i
		}
	}
	return len(units)
}

// The words of the invented releases.
var (
	nouns = strings.Fields("湖东新城 临港片区 云岭园区 智造工场 白鹭湿地 滨河绿道 市民广场 会展中心 青云大桥 科研基地 数字平台 服务大厅 " +
		"实训中心 社区食堂 老旧小区 重点企业 创新团队 青年人才 公交线路 过江隧道 配套学校 新医院 水厂 变电站 停车场 图书馆 产业链 示范线")
	verbs = strings.Fields("完成 推进 启动 建成 引进 改造 带动 覆盖 服务 吸引 优化 提升 打造 布局 新增 签约 投用 验收")
	tails = strings.Fields("的主体工程 的首批项目 的配套道路 的审批流程 的公共空间 的运营模式 的发展基础 的生活品质 的用地指标 的创新资源")
	times = strings.Fields("今年以来 目前 近日 上半年 去年底 接下来 与此同时 下一步 据了解 随着工程推进")
	units = strings.Fields("亿元 万平方米 家 个 公里 万人次 条 项 台 名")
	heads = strings.Fields("规划先行描绘新图景 项目攻坚跑出加速度 服务提效增添新动能 民生实事温暖千万家 产业聚链迈向新高度 绿色转型擦亮好底色 " +
		"创新驱动闯新路 交通织网通四方")
)

func pickOne(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

func clause(rng *rand.Rand) string {
	s := pickOne(rng, nouns) + pickOne(rng, verbs)
	switch rng.IntN(4) {
	case 0:
		s += pickOne(rng, nouns) + pickOne(rng, tails)
	case 1:
		s += fmt.Sprintf("%s%d%s", pickOne(rng, nouns), 1+rng.IntN(300), pickOne(rng, units))
	case 2:
		s += fmt.Sprintf("%d.%d%s", rng.IntN(40), 1+rng.IntN(9), pickOne(rng, units)) + pickOne(rng, tails)
	default:
		s += "了" + pickOne(rng, nouns) + "、" + pickOne(rng, nouns) + "和" + pickOne(rng, nouns)
	}
	return s
}

func sentence(rng *rand.Rand) string {
	var parts []string
	if rng.IntN(3) == 0 {
		parts = append(parts, pickOne(rng, times))
	}
	for range 1 + rng.IntN(4) {
		parts = append(parts, clause(rng))
	}
	s := strings.Join(parts, "，")
	switch rng.IntN(9) {
	case 0:
		return "“" + s + "。”" + pickOne(rng, nouns) + "负责人说。"
	case 1:
		return s + "，形成“" + pickOne(rng, nouns) + "”格局。"
	case 2:
		return s + "（" + pickOne(rng, nouns) + "）。"
	}
	return s + "。"
}

func randomRelease(rng *rand.Rand) []galley {
	var gs []galley
	for i := range 3 + rng.IntN(3) {
		if i > 0 {
			gs = append(gs, galley{true, pickOne(rng, heads)})
		}
		for range 2 + rng.IntN(5) {
			var b strings.Builder
			for range 1 + rng.IntN(5) {
				b.WriteString(sentence(rng))
			}
			gs = append(gs, galley{false, b.String()})
		}
	}
	return gs
}

// tally counts paragraph ends, by their byte in the text without white space, and
// headings.
type tally struct{ right, found, all, exact, units, heads, headsFound, headsRight int }

func (c tally) f1() float64 {
	if c.right == 0 {
		return 0
	}
	p, r := float64(c.right)/float64(c.found), float64(c.right)/float64(c.all)
	return 2 * p * r / (p + r)
}

func (c *tally) add(want []galley, got []article.Unit) {
	ends := map[int]bool{}
	texts := map[string]bool{}
	at := 0
	for _, g := range want {
		at += utf8.RuneCountInString(g.text)
		ends[at] = true
		c.all++
		c.units++
		texts[g.text] = g.heading
		if g.heading {
			c.heads++
		}
	}
	at = 0
	for _, u := range got {
		at += utf8.RuneCountInString(u.Text)
		c.found++
		if ends[at] {
			c.right++
		}
		heading, ok := texts[u.Text]
		if ok && heading == u.Heading {
			c.exact++
		}
		if u.Heading {
			c.headsFound++
			if ok && heading {
				c.headsRight++
			}
		}
	}
}

// TestTypeset sets invented releases in many ways and requires a least share of
// paragraph ends found.
func TestTypeset(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		set   typesetter
		floor float64
	}{
		{"indent lost", typesetter{indent: 2, squeeze: 0.6, blank: "all"}, 0.985},
		{"no blank lines", typesetter{indent: 2, squeeze: 1, blank: "none"}, 0.985},
		{"no squeeze", typesetter{indent: 2, squeeze: 0, blank: "none"}, 0.985},
		{"columns", typesetter{indent: 2, squeeze: 0.6, blank: "columns"}, 0.985},
		{"indent kept", typesetter{indent: 2, visible: true, squeeze: 0.6, blank: "none"}, 0.99},
		{"no indent", typesetter{indent: 0, squeeze: 0.6, blank: "all"}, 0.945},
		{"blank lines between paragraphs", typesetter{indent: 0, squeeze: 0.6, blank: "paragraphs"}, 0.99},
		{"numbers broken", typesetter{indent: 2, squeeze: 0.6, blank: "all", anywhere: true}, 0.98},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, width := range []int{15, 16, 18, 20, 22, 26, 30, 34, 38, 40} {
				tt.set.width = width
				rng := rand.New(rand.NewPCG(uint64(width), 7))
				var c tally
				unwrapped := 0
				for range 15 {
					want := randomRelease(rng)
					lines, err := unwrap.Split(trace.String{Text: tt.set.set(rng, want)}, 0)
					if err != nil {
						t.Fatal(err)
					}
					p := unwrap.NewPage(lines)
					if !p.Wrapped() {
						unwrapped++
						continue
					}
					c.add(want, p.UnitsOf(p.LabelLines()))
				}
				t.Logf("width %d: boundaries P %.3f R %.3f F1 %.3f, units exact %.3f, headings %d of %d, %d wrong; not seen as wrapped %d",
					width, float64(c.right)/float64(c.found), float64(c.right)/float64(c.all), c.f1(),
					float64(c.exact)/float64(c.units), c.headsRight, c.heads, c.headsFound-c.headsRight, unwrapped)
				if c.f1() < tt.floor || unwrapped > 0 {
					t.Errorf("width %d: F1 %.3f under %.2f, %d pages not seen as wrapped", width, c.f1(), tt.floor, unwrapped)
				}
			}
		})
	}
}

// TestTypesetShort sets releases of a few paragraphs, which show little about the
// page. Two lines are too few for a page.
func TestTypesetShort(t *testing.T) {
	t.Parallel()
	for paragraphs, floor := range map[int]float64{1: 0.99, 2: 0.98, 3: 0.98} {
		var c tally
		missed := 0
		for _, width := range []int{15, 18, 22, 26, 30, 34, 38} {
			rng := rand.New(rand.NewPCG(uint64(width), uint64(paragraphs)))
			for range 40 {
				var want []galley
				for range paragraphs {
					want = append(want, galley{text: sentence(rng) + sentence(rng) + sentence(rng)})
				}
				text := typesetter{width: width, indent: 2, squeeze: 0.6, blank: "all"}.set(rng, want)
				lines, err := unwrap.Split(trace.String{Text: text}, 0)
				if err != nil {
					t.Fatal(err)
				}
				p := unwrap.NewPage(lines)
				if !p.Wrapped() {
					if len(lines) > 2 {
						missed++
					}
					continue
				}
				c.add(want, p.UnitsOf(p.LabelLines()))
			}
		}
		t.Logf("%d paragraphs: F1 %.3f, %d of 280 not seen as wrapped", paragraphs, c.f1(), missed)
		if c.f1() < floor || missed > 14 {
			t.Errorf("%d paragraphs: F1 %.3f under %.2f, %d of 280 pages not seen as wrapped", paragraphs, c.f1(), floor, missed)
		}
	}
}

// TestNotTypeset writes paragraphs, headings and lists one to a line, and counts
// the texts that are taken for pages.
func TestNotTypeset(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 9))
	repeat := func(f func() string) string {
		var b strings.Builder
		for range 2 + rng.IntN(12) {
			b.WriteString(f() + "\n")
		}
		return b.String()
	}
	wrong, all := 0, 0
	for range 300 {
		for _, text := range []string{
			repeat(func() string { return sentence(rng) }),
			repeat(func() string { return sentence(rng) + sentence(rng) + sentence(rng) }),
			repeat(func() string { return clause(rng) }),
			repeat(func() string { return clause(rng) + "；" }),
			repeat(func() string { return clause(rng) + "，" }) + sentence(rng),
			sentence(rng) + "\n" + repeat(func() string { return clause(rng) }) + sentence(rng),
			sentence(rng) + "\n" + repeat(func() string { return pickOne(rng, nouns) + pickOne(rng, nouns) }),
			repeat(func() string { return pickOne(rng, heads) + "\n" + sentence(rng) }),
		} {
			lines, err := unwrap.Split(trace.String{Text: text}, 0)
			if err != nil {
				t.Fatal(err)
			}
			all++
			if unwrap.NewPage(lines).Wrapped() {
				wrong++
				t.Logf("taken for a page:\n%s", text)
			}
		}
	}
	if wrong > 2 {
		t.Errorf("%d of %d ordinary texts are taken for pages", wrong, all)
	}
}
