package figure_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/go-ego/gse"
)

// press is a page of press language, with more figures than most.
const press = "园区总投资4.4亿元，占地约4.6万平方米，计划2025年二季度投产，已入驻企业94家，带动就业五六百人。" +
	"负责人表示，下一步将围绕新材料、工业互联网、智能制造等产业，加快引进创新人才，打造一流的营商环境，为高质量发展注入新的动能。"

// contexts returns the texts of an evaluation set, or "" without ../shared.
func contexts(b *testing.B) string {
	data, err := os.ReadFile("../../../shared/eval/contexts-cmrc.jsonl")
	if err != nil {
		return ""
	}
	var text strings.Builder
	for line := range strings.Lines(string(data)) {
		var c struct{ Text string }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			b.Fatal(err)
		}
		text.WriteString(c.Text + "\n\n\n")
	}
	return text.String()
}

// BenchmarkScanToSegment compares the scanner with gse, which has to read
// every text of the index as well: "segment/scan" is how many times faster
// Scan is.
func BenchmarkScanToSegment(b *testing.B) {
	words, err := os.ReadFile("../../index/words/data/words.txt")
	if err != nil {
		b.Fatal(err)
	}
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictStr(string(words)); err != nil {
		b.Fatal(err)
	}
	b.Run("press", func(b *testing.B) { compare(b, seg, strings.Repeat(press, 500)) })
	b.Run("contexts", func(b *testing.B) {
		text := contexts(b)
		needs.Found(b, text != "", "the evaluation sets in ../shared")
		compare(b, seg, text)
	})
}

func compare(b *testing.B, seg *gse.Segmenter, text string) {
	page := []byte(text)
	ref := knowledge.Date{Year: 2024, Month: 12, Day: 20}
	var scan, segment time.Duration
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		start := time.Now()
		figure.Scan(text, ref)
		middle := time.Now()
		seg.Segment(page)
		scan += middle.Sub(start)
		segment += time.Since(middle)
	}
	kb := float64(len(text)) / 1024
	b.ReportMetric(segment.Seconds()/scan.Seconds(), "segment/scan")
	b.ReportMetric(testing.AllocsPerRun(1, func() { figure.Scan(text, ref) })/kb, "scan-allocs/KB")
	b.ReportMetric(scan.Seconds()*1e9/float64(b.N)/kb, "scan-ns/KB")
}
