package overview

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/concept"
)

// phrase reads what a list is of: 总部项目和投资额.
func (r *reading) phrase(s string, req *Request) bool {
	s = r.phaseAt(r.start(s, req), req)
	if s == "" && req.Phase != AnyPhase { // 最近有什么新开工
		s = listOf("project").Words[0]
	}
	if s == "" {
		return false
	}
	kind, metrics := cutKind(s)
	req.Known = kind != ""
	if kind == "" {
		// 面积最大的园区: what is measured, in front of the kind.
		kind, metrics = s, ""
		if i := strings.IndexFunc(s, func(c rune) bool { return isJoint(string(c)) }); i > 0 {
			kind, metrics = s[:i], s[i:]
		}
		if front, k := metricFirst(s); k != "" {
			kind, metrics, req.Known = k, front, true
		}
	}
	if req.Of = kind; !req.Known && (utf8.RuneCountInString(kind) < 2 || !strings.Contains(r.text, kind)) {
		return false
	}
	metrics = r.phaseAt(behind(metrics), req)
	return r.metrics(metrics, req)
}

// start takes the district, a time and idle words off the start of a phrase.
func (r *reading) start(s string, req *Request) string {
	left := rest(s)
	r.time(&left, req)
	s = string(left)
	for s != "" {
		t := s
		if w := listOf("within").Started(t); w != "" {
			t = t[len(w):]
		}
		for i := len(t) - 1; i > 0; i-- { // 园区 alone is a kind, though a zone is called so, too
			if utf8.RuneStart(at(t, i)) && r.district(t[:i]) {
				t = t[i:]
				break
			}
		}
		if t == s {
			return s
		}
		s = t
	}
	return s
}

// at returns the byte of s at i; one that begins a character, behind its end.
func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// phaseAt takes a word for a phase off the start of a phrase.
func (r *reading) phaseAt(s string, req *Request) string {
	for _, phase := range []Phase{Underway, Begun, Done} { // their names are those of the lists
		w := listOf(string(phase)).Started(s)
		if w == "" {
			continue
		}
		after := s[len(w):]
		if l := concept.Default().Find(s); len(l) > 0 && l[0].Start == 0 && l[0].Metric != nil && l[0].End > len(w) && !hasKind(after) {
			return s // 开工时间 is asked of each, 在建项目 are what is asked for
		}
		req.Phase = phase
		return behind(after)
	}
	return s
}

// hasKind reports whether a phrase begins with a word for a kind of things.
func hasKind(s string) bool {
	kind, _ := cutKind(s)
	return kind != ""
}

// cutKind cuts the longest word for a kind of things off the start of a phrase.
func cutKind(s string) (kind, behind string) {
	for i := len(s); i > 0; i-- {
		if !utf8.RuneStart(at(s, i)) {
			continue
		}
		if ends, _ := endsOf(s[:i]); ends != nil {
			return s[:i], s[i:]
		}
	}
	return "", s
}

// metricFirst cuts a phrase into what is measured and the kind of things behind it.
func metricFirst(s string) (metric, kind string) {
	found := concept.Default().Find(s)
	if len(found) == 0 || found[0].Start != 0 || found[0].Metric == nil {
		return "", ""
	}
	if k, over := cutKind(behind(s[found[0].End:])); k != "" && over == "" {
		return s[:found[0].End], k
	}
	return "", ""
}

// isJoint reports whether a word joins the parts of a phrase.
func isJoint(w string) bool { return listOf("joint").Has(w) || joints().Has(w) }

// behind takes what joins the parts of a phrase, and idle words, off its start.
func behind(s string) string {
	for s != "" {
		t := s
		for _, l := range []*wordlist.List{listOf("joint"), joints(), listOf("idle")} {
			t = strings.TrimPrefix(t, l.Started(t))
		}
		if t == s {
			break
		}
		s = t
	}
	return s
}

// maxMetrics is how many figures of each thing a table shows.
const maxMetrics = 3

// metrics reads what is asked of each thing. It reports false if there is more in it.
func (r *reading) metrics(s string, req *Request) bool {
	for s = behind(s); s != ""; s = behind(s) {
		m, size := metricAt(s)
		if m == nil {
			return false
		}
		if len(req.Metrics) < maxMetrics {
			req.Metrics = append(req.Metrics, m)
		}
		s = s[size:]
	}
	return true
}

// metricAt returns the longest word for what is measured that a phrase begins with.
func metricAt(s string) (*concept.Concept, int) {
	lex := concept.Default()
	for i := len(s); i > 0; i-- {
		if !utf8.RuneStart(at(s, i)) {
			continue
		}
		if c := lex.Named(loadWords().means[s[:i]]); c != nil {
			return c, i
		}
		for _, c := range append(lex.Said(s[:i]), lex.Asked(s[:i])...) {
			if c.Kind == concept.Metric {
				return c, i
			}
		}
	}
	return nil, 0
}
