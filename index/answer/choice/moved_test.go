package choice

import (
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// hitOf reads a passage of one sentence.
func hitOf(text string) index.Hit {
	p := index.Passage{Text: text, Sentences: []knowledge.Span{{End: len(text)}}}
	p.Figures = figure.Scan(text, knowledge.Date{Year: 2025, Month: 6, Day: 1})
	return index.Hit{Passage: p}
}

// figuresOf holds a sentence for each of texts against a question.
func figuresOf(question string, texts ...string) *Reading {
	var hits []index.Hit
	for _, t := range texts {
		hits = append(hits, hitOf(t))
	}
	f := frame.NewReader(nil).Understand(query.Query{Text: zhtext.FoldString(question)})
	f.Asks, f.Classes = frame.Figure, nil
	return Read(f, hits, About{Lexicon: concept.Default()})
}

// candidateOf returns the candidate that claims text.
func candidateOf(t *testing.T, r *Reading, text string) *Candidate {
	t.Helper()
	cs := r.propose()
	for i := range cs {
		if cs[i].Text(r.hits) == text {
			return &cs[i]
		}
	}
	t.Fatalf("no candidate %q", text)
	return nil
}

func TestMoved(t *testing.T) {
	t.Parallel()
	const (
		moved = "望湖大桥总投资由4.2亿元调整为5亿元，工期不变。"
		first = "望湖大桥总投资4.2亿元。"
	)
	for _, tt := range []struct {
		texts []string
		claim string
		want  move
	}{
		{[]string{moved}, "4.2亿元", replaced},
		{[]string{moved}, "5亿元", replacing},
		{[]string{"车站由8座增至9座，另有2座预留。"}, "9座", replacing},
		{[]string{"车站由8座增至9座，另有2座预留。"}, "2座", alone},
		{[]string{"总投资4.2亿元，其中区里出资为1亿元。"}, "4.2亿元", alone},
		{[]string{"投资4.2亿元，增长为主，建成后年产值5亿元。"}, "4.2亿元", alone},
		{[]string{first}, "4.2亿元", alone},
		{[]string{first, "望湖大桥总投资由4.2亿元调整为5亿元。"}, "4.2亿元", outdated},
		{[]string{first, "望湖大桥总投资由4.1亿元调整为5亿元。"}, "4.2亿元", alone},
	} {
		r := figuresOf("望湖大桥总投资多少", tt.texts...)
		if got := move(r.moved(candidateOf(t, r, tt.claim)) % int(numMoves)); got != tt.want {
			t.Errorf("%s of %q: %d, want %d", tt.claim, tt.texts, got, tt.want)
		}
	}
}

func TestParted(t *testing.T) {
	t.Parallel()
	const text = "全区有企业42家，其中外资9家、内资33家；商场5家。"
	for _, tt := range []struct {
		question, text, claim string
		want                  int
	}{
		{"有多少家企业", text, "42家", 1},
		{"有多少家企业", text, "9家", 2},
		{"有多少家企业", text, "33家", 2},
		{"有多少家企业", text, "5家", 0},
		{"一共有多少家企业", text, "42家", 3 + 1},
		{"其中外资多少家", text, "9家", 6 + 2},
		{"有多少家企业", "全区有企业42家，增加3家。", "42家", 0},
	} {
		r := figuresOf(tt.question, tt.text)
		if got := r.parted(candidateOf(t, r, tt.claim)); got != tt.want {
			t.Errorf("%s: %s of %q: %d, want %d", tt.question, tt.claim, tt.text, got, tt.want)
		}
	}
}

func TestEchoed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, claim string
		want            bool
	}{
		{"签约的9个项目开工了几个", "9个", true},
		{"签约的19个项目开工了几个", "9个", false},
		{"签约的项目开工了几个", "9个", false},
	} {
		r := figuresOf(tt.question, "签约的9个项目中已有8个开工。")
		if got := r.echoed(candidateOf(t, r, tt.claim).Figure); got != tt.want {
			t.Errorf("%s: %s: %v", tt.question, tt.claim, got)
		}
	}
}

// TestLabels weighs the most what tells the figures of a sentence apart.
func TestLabels(t *testing.T) {
	t.Parallel()
	r := figuresOf("农村居民人均收入多少", "城镇居民人均收入5万元，农村居民人均收入3万元。")
	cs := r.propose()
	r.judge(cs)
	labels := r.labels(cs)
	shares := map[string]float64{}
	for i := range cs {
		if cs[i].Kind == AFigure {
			shares[cs[i].Text(r.hits)] = labels.share(cs[i].label)
		}
	}
	if shares["3万元"] < 0.9 || shares["5万元"] > 0.8 {
		t.Errorf("shares are %v", shares)
	}
}

// TestUnsaid counts what the question says and a passage does not.
func TestUnsaid(t *testing.T) {
	t.Parallel()
	const text = "年末全区政府债务余额98亿元。"
	for _, tt := range []struct {
		question string
		want     int
	}{
		{"政府债务多少", 0},
		{"政府债务利息多少", 2},
		{"2025年政府债务多少", 0},
		{"政府债务一共有多少", 0},
	} {
		r := figuresOf(tt.question, text)
		c := candidateOf(t, r, "98亿元")
		if got := r.unsaid(c, r.around(&r.pages[0], 0)); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.question, got, tt.want)
		}
	}
}
