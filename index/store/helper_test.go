package store

import (
	"fmt"
	"sync"

	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// inventedRelease is a release of n paragraphs on places that do not exist. The same
// number and edition make the same text.
func inventedRelease(number, edition, n int) *knowledge.Article {
	places := []string{"青溪", "白石", "望江", "松林", "云河", "东屿", "南塘", "石桥", "柳浦", "金湾"}
	kinds := []string{"产业园", "科创城", "物流港", "生态谷", "智造基地"}
	a := &knowledge.Article{ID: fmt.Sprintf("release-%05d", number), Title: fmt.Sprintf("第%d期建设简报", number)}
	var ps []knowledge.Paragraph
	for i := range n {
		name := places[(number+i)%len(places)] + fmt.Sprint(number%97) + "号" + kinds[(number/7+i)%len(kinds)]
		text := fmt.Sprintf("%s今年新签约项目%d个，总投资%d.%d亿元，比上年增长%d%%。园区已有企业%d家，其中规模以上%d家，编号%d-%d-%d。",
			name, 3+(number+i)%40, 1+(number*7+i+edition)%300, i%10, 1+(number+i*3)%30, 20+(number*3+i)%500, 5+i, number, edition, i)
		p := knowledge.Paragraph{Text: text}
		for _, s := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
		}
		p.Figures = figure.Scan(text, a.Date)
		ps = append(ps, p)
	}
	a.Sections = []knowledge.Section{{Heading: "进展", Paragraphs: ps}}
	return a
}

var builtInWords = sync.OnceValue(func() *words.Lexicon {
	l, err := words.NewLexicon("")
	if err != nil {
		panic(err)
	}
	return l
})
