package pagelayout

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
	"beilun/knowledge/read/imprint"
)

//go:embed official.txt
var officialFile string

var officialWords = wordlist.MustParse("knowledge/read/pagelayout/official.txt", officialFile, nil)

// documentNumber matches the number of an official document. It is compiled on
// first use.
var documentNumber = sync.OnceValue(func() *regexp.Regexp {
	any := func(class string) string { return "(?:" + strings.Join(officialWords.Words(class), "|") + ")" }
	return regexp.MustCompile(`^\p{Han}{1,15}\s*[〔\[［（(]\s*\d{4}\s*[〕\]］）)]\s*` + any("ordinal") + `?\s*\d{1,5}\s*` + any("number") + `$`)
})

// takeRedHead returns paras without the red head of an official document, which is
// in larger type than its title, and the publisher that it names. The number of the
// document is below it (GB/T 9704-2012, 7.2).
func takeRedHead(paras []para, body float64) ([]para, imprint.Head) {
	const near = 3 // paragraphs above it: the number of the copy, how secret and urgent it is
	for i := range paras[:max(0, min(near+1, len(paras)-2))] {
		p := &paras[i]
		if p.page > 0 || p.table || p.size < 1.2*body || !documentNumber().MatchString(paras[i+1].text) {
			continue
		}
		name := strings.ReplaceAll(p.text, " ", "")
		named := imprint.Publishes(name)
		for _, w := range officialWords.Words("redhead") {
			if s, ok := strings.CutSuffix(name, w); ok && s != "" {
				name, named = s, true
			}
		}
		if !named {
			continue
		}
		var h imprint.Head
		if imprint.Publishes(name) {
			h.Source = name
		}
		return slices.Delete(slices.Clone(paras), i, i+1), h
	}
	return paras, imprint.Head{}
}

// signature returns the publisher and the day below the text, which need not be at
// the end: attachments follow. It returns nothing if there are several, as in a
// collection of documents.
func signature(paras []para) imprint.Head {
	var h imprint.Head
	for i := 1; i < len(paras); i++ {
		day := strings.ReplaceAll(paras[i].text, " ", "")
		name := strings.ReplaceAll(paras[i-1].text, " ", "")
		if paras[i].table || paras[i-1].table || !imprint.IsDay(day) || !imprint.Publishes(name) {
			continue
		}
		if h.Source != "" {
			return imprint.Head{}
		}
		h.Source, h.Date = name, imprint.LeadingDate(day)
	}
	return h
}
