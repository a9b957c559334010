package answer

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
)

// meaningAsks are the words of a question around the word whose meaning is
// asked for; the longest come first.
var meaningAsks = strings.NewReplacer("是什么意思", "", "什么意思", "", "指的是什么", "", "是指什么", "", "指什么", "", "什么是", "", "什么叫", "", "何谓", "", "是什么", "", "是啥意思", "", "啥意思", "", "是啥", "", "啥是", "", "请问", "", "的意思", "", "“", "", "”", "", "\"", "", "?", "", "？", "", " ", "", "呢", "", "啊", "")

// meaningCues stand between a word and its meaning.
var meaningCues = []string{"是指", "就是", "指的是", "即", "意思是", "意为", "也就是", "指", "——", "分别为", "分别是"}

// attributes are what is told of a thing as "attribute是": its meaning is the
// rest.
var attributes = []string{"定位", "目标", "口号", "主题", "使命", "宗旨", "理念", "愿景", "特色", "优势", "名称"}

// toldMeaning finds the word asked about with a cue behind it, or its
// attribute with 是.
func (a *Answerer) toldMeaning(q index.Query, r *reading, i int) (knowledge.Span, int) {
	term := meaningAsks.Replace(q.Folded())
	text := r.sentence(i)
	if isQuestion(text) || utf8.RuneCountInString(term) < 2 {
		return knowledge.Span{}, i
	}
	from := r.hit.Passage.Sentences[i].Start
	cues := meaningCues
	for _, w := range attributes {
		if head, ok := strings.CutSuffix(term, w); ok && head != "" && a.isAbout(q, r, i, text) {
			term, cues = w, []string{"是", "为", "：", ":", "确定为"}
		}
	}
	if q.Want != index.WantDefinition && len(cues) == len(meaningCues) {
		return knowledge.Span{}, i
	}
	for at := 0; ; at += len(term) { // “一轴三组团”…，“一轴”即…
		k := strings.Index(text[at:], term)
		if k < 0 {
			return knowledge.Span{}, i
		}
		at += k
		if s, ok := meaningBehind(text[at+len(term):], from+at+len(term), cues); ok {
			return trimMarks(r.hit.Passage.Text, s), i
		}
	}
}

// meaningBehind returns the meaning that rest, which begins at byte from of its
// passage behind a term, gives with one of cues.
func meaningBehind(rest string, from int, cues []string) (knowledge.Span, bool) {
	end := from + len(rest)
	quoted := strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "\"")
	rest = strings.TrimLeft(rest, "”\",，—")
	for _, cue := range cues {
		meaning, ok := strings.CutPrefix(rest, cue)
		if !ok {
			continue
		}
		s := knowledge.Span{Start: end - len(meaning), End: end}
		if j := nextTerm(meaning); quoted && j > 0 {
			s.End = s.Start + j
		}
		return s, true
	}
	return knowledge.Span{}, false
}

// nextTerm returns where the next word in quotation marks begins, behind a
// comma: “一轴”即…，“三组团”即….
func nextTerm(s string) int {
	for _, mark := range []string{",“", "，“", ",\"", "；“", ";“", ";\""} {
		if j := strings.Index(s, mark); j > 0 {
			return j
		}
	}
	return -1
}
