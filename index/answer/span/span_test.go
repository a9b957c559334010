package span

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

var lexicon = sync.OnceValue(func() *index.Lexicon {
	lex, err := index.NewLexicon("")
	if err != nil {
		panic(err)
	}
	return lex
})

// passage makes a hit of one paragraph.
func passage(text string) index.Hit {
	p := index.Passage{ID: "t#1", Text: text, Figures: figure.Scan(text, knowledge.Date{})}
	for _, s := range zhtext.Sentences(text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	return index.Hit{Passage: p, Score: 10}
}

func TestRead(t *testing.T) {
	t.Parallel()
	rd := New(lexicon())
	town := passage("石桥镇是青河县下辖的一个镇，位于青河县东部，面积96平方公里。该镇成立于1984年，石桥小学的校长是李建国。" +
		"石桥镇以茶叶闻名，2003年茶叶产量达到520吨。")
	school := passage("河西中學由商人陳文輝創辦於1931年，校址在南門街。1958年，學校改名為第三中學。")
	tests := []struct {
		hit            index.Hit
		question, want string
	}{
		{town, "石桥镇成立于哪一年？", "1984年"},
		{town, "石桥镇的面积是多少平方公里？", "96平方公里"},
		{town, "石桥小学的校长是谁？", "李建国"},
		{town, "2003年石桥镇茶叶产量是多少吨？", "520吨"},
		{school, "河西中學創辦於何年？", "1931年"},
		{school, "河西中学是由谁创办的？", "陳文輝"},
	}
	for _, test := range tests {
		q := lexicon().ParseQuery(test.question, knowledge.Date{})
		spans := rd.Read(q, []index.Hit{test.hit})
		if len(spans) == 0 {
			t.Errorf("Read(%s): no span", test.question)
			continue
		}
		s := spans[0]
		got := s.Span.Of(test.hit.Passage.Text)
		if !strings.Contains(got, test.want) || utf8.RuneCountInString(got) > utf8.RuneCountInString(test.want)+2 {
			t.Errorf("Read(%s) = %q, want %q", test.question, got, test.want)
		}
		if s.Confidence <= 0 || s.Confidence > 1.001 {
			t.Errorf("Read(%s): confidence %v", test.question, s.Confidence)
		}
	}
}

// TestReadOdd reads what no release should hold.
func TestReadOdd(t *testing.T) {
	t.Parallel()
	rd := New(lexicon())
	texts := []string{
		"", "。", "   ", "，，，、、、", "《", "\xff\xfe镇长", "a", "1", "𠀀𠀁𠀂",
		strings.Repeat("一", 50_000), strings.Repeat("镇长是谁，", 20_000), strings.Repeat("镇。", 20_000),
		strings.Repeat("《镇", 3_000), "１２３４５年，ＡＢＣ。",
	}
	questions := []string{"", "？", "谁", "镇长是谁", "多少多少多少", "为什么", "几几年", strings.Repeat("镇长是谁", 200), "\xff"}
	for _, text := range texts {
		hit := passage(text)
		for _, question := range questions {
			q := lexicon().ParseQuery(question, knowledge.Date{})
			q.Text = question
			for _, s := range rd.Read(q, []index.Hit{hit, hit}) {
				if whole := (knowledge.Span{End: len(text)}); !whole.Contains(s.Span) || s.Span.Len() <= 0 || s.Hit > 1 {
					t.Errorf("Read(%.20q, %.20q) = %+v, outside of %d bytes", question, text, s, len(text))
				}
			}
		}
	}
	if spans := rd.Read(index.Query{Text: "镇长是谁"}, nil); spans != nil {
		t.Errorf("Read of nothing = %v", spans)
	}
	if spans := rd.Read(index.Query{Text: "镇长是谁"}, []index.Hit{{}}); spans != nil {
		t.Errorf("Read of an empty passage = %v", spans)
	}
}

func TestQuestion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		question string
		asker    string
		class    class
		focus    string
	}{
		{"石桥小学的校长是谁？", "谁", who, "校长"},
		{"石桥镇位于哪个国家？", "哪个", which, "国家"},
		{"这种鱼被称为什么？", "什么", what, ""},
		{"他为什么离开？", "为什么", why, ""},
		{"该镇成立于哪一年？", "哪一年", year, ""},
		{"任何人都可以报名的比赛有哪些？", "哪些", list, ""},
		{"茶叶产量", "", what, ""},
	}
	for _, test := range tests {
		q := newQuestion(index.Query{Text: test.question}, lexicon().Binder().Cut)
		if got := string(q.runes[q.from:q.to]); got != test.asker || q.class != test.class {
			t.Errorf("%s: asks by %q, class %d; want %q, %d", test.question, got, q.class, test.asker, test.class)
		}
		if test.focus != "" && q.focus != test.focus {
			t.Errorf("%s: asks for %q, want %q", test.question, q.focus, test.focus)
		}
	}
}

func TestWeights(t *testing.T) {
	t.Parallel()
	w, err := decodeWeights(weightFile)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteWeights(&b, w); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), weightFile) {
		t.Error("the weights change when they are written again")
	}
	for _, bad := range [][]byte{nil, weightFile[:len(weightFile)-1], append(slices.Clone(weightFile), 0), bytes.Repeat([]byte{0xFF}, len(weightFile))} {
		if _, err := decodeWeights(bad); err == nil {
			t.Errorf("no error for %d bytes that hold no weights", len(bad))
		}
	}
	if err := WriteWeights(&b, nil); err == nil {
		t.Error("no error for missing weights")
	}
}

// TestTrain learns to find what stands behind a word.
func TestTrain(t *testing.T) {
	t.Parallel()
	var examples []Example
	for i := range 30 {
		answer := fmt.Sprintf("%d年", 1900+i)
		hit := passage("该镇在" + answer + "设立，在2019年获奖。")
		at := strings.Index(hit.Passage.Text, answer)
		examples = append(examples, Example{
			Query: lexicon().ParseQuery("该镇何年设立？", knowledge.Date{}),
			Hits:  []index.Hit{hit},
			Gold:  []Gold{{Text: answer, Span: knowledge.Span{Start: at, End: at + len(answer)}}},
		})
	}
	rounds := 0
	w := Train(lexicon(), examples, Options{Epochs: 3, Rate: 0.05}, func(int, []float32) { rounds++ })
	if rounds != 3 {
		t.Errorf("%d rounds, want 3", rounds)
	}
	spans := With(lexicon(), w).Read(examples[0].Query, examples[5].Hits)
	if got := spans[0].Span.Of(examples[5].Hits[0].Passage.Text); got != "1905年" {
		t.Errorf("after training: %q, want 1905年", got)
	}
}

func BenchmarkRead(b *testing.B) {
	rd := New(lexicon())
	text := strings.Repeat("石桥镇是青河县下辖的一个镇，位于青河县东部，面积96平方公里。该镇成立于1984年，镇长是李建国。", 4)
	hits := []index.Hit{passage(text), passage(text), passage(text), passage(text)}
	q := lexicon().ParseQuery("石桥镇的镇长是谁？", knowledge.Date{})
	b.ReportAllocs()
	for b.Loop() {
		rd.Read(q, hits)
	}
}
