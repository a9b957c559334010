package read

import (
	"strings"
	"testing"

	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"

	"github.com/google/go-cmp/cmp"
)

// TestNotUnwrapped reads texts that look like pages and are none: no two of their
// lines belong together.
func TestNotUnwrapped(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"sentences of like length": "白鹭公园昨天建成开放，占地三百亩。\n青云大桥今年六月通车，全长两公里。\n滨河学校计划秋季招生，设班三十个。\n老旧小区改造全部完工，惠及两千户。\n",
		"names":                    "参会单位名单如下：\n区发展和改革局\n区住房和城乡建设局\n区农业农村局\n区文化和旅游局\n青禾街道办事处\n名单以外的单位不参加会议。\n",
		"poem":                     "湖上清风起，山前白鹭飞，行人桥上过，\n灯火照人归，新路连新港，长桥接远村，\n潮来千万里，春到每家门，帆影过前滩，\n",
		"questions and answers":    "问：新医院什么时候开诊？\n答：计划明年三月开诊，先开放床位三百张。\n问：停车位够不够？\n答：地下停车场有车位一千二百个。\n",
		"two lines of an address":  "青禾区滨河大道100号\n区行政服务中心三楼302室",
		"signature":                "本通告自公布之日起施行，有效期两年。\n特此通告。\n青禾区人民政府\n2025年3月1日\n",
		"articles":                 "第一条　为规范管理，制定本办法。\n第二条　本办法适用于全区范围内的停车场。\n第三条　停车场应当明码标价。\n",
		"open ends that vary":      "项目概况\n总投资12亿元，占地300亩，建设标准厂房\n工期三年\n一期今年开工，二期明年开工\n效益\n年产值20亿元。\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := File("a.txt", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for l := range strings.Lines(text) {
				want = append(want, strings.TrimSpace(l))
			}
			if a.Title != "" {
				got = append(got, a.Title)
			}
			for _, s := range a.Sections {
				if s.Heading != "" {
					got = append(got, s.Heading)
				}
				for _, p := range s.Paragraphs {
					got = append(got, p.Text)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSignatureDate reads the day in the signature of a release whose head has
// none. The day of a deadline is no such day.
func TestSignatureDate(t *testing.T) {
	t.Parallel()
	const body = "本通告自公布之日起施行，有效期两年。\n"
	for text, want := range map[string]string{
		body + "特此通告。\n青禾区人民政府\n2025年3月1日\n":                "2025-03-01",
		"发布日期：2025-03-05\n" + body + "青禾区人民政府\n2025年3月1日\n": "2025-03-05",
		body + "报名截止日期\n2025年3月1日\n":                        "",
		body + "2025年3月1日起施行。\n":                            "",
	} {
		a, err := File("a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Date.String(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzUnwrap wraps any text at any width and checks that no character is lost.
func FuzzUnwrap(f *testing.F) {
	f.Add(bodyA+bodyB, 20, 1)
	f.Add("来源：甲报\n2024-05-01\n"+bodyA, 12, 2)
	f.Add("- 3 -\n（摘要）\n\t\n318.\n6亿元", 1, 3)
	f.Fuzz(func(t *testing.T, text string, width, blank int) {
		if len(text) > 4000 || width < 1 || width > 100 {
			t.Skip()
		}
		w := wrapping{width: width, blank: blank & 3}
		data := []byte(w.wrap(original{title: "甲", units: strings.Split(text, "\n")}))
		a, err := File("a.txt", data)
		if err != nil {
			return
		}
		checkOrigins(t, a, data, asUTF8)
	})
}

// BenchmarkUnwrap reads a page of 20,000 lines and one of twice as many.
func BenchmarkUnwrap(b *testing.B) {
	o := originals(b)[0]
	text := wrapping{width: 24}.wrap(original{title: o.title, units: o.units})
	for _, times := range []int{500, 1000} {
		data := trace.String{Text: strings.Repeat(text, times)}
		b.Run(data.Text[:0]+strings.Repeat("x", times/500), func(b *testing.B) {
			for b.Loop() {
				lines, err := unwrap.Split(data, 0)
				if err != nil {
					b.Fatal(err)
				}
				if p := unwrap.NewPage(lines); p.Wrapped() {
					p.UnitsOf(p.LabelLines())
				}
			}
		})
	}
}
