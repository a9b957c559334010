package zhtime

// number is a number as the parts of a date and of a duration need it.
type number struct {
	v, hi   float64 // hi is set in 七八点 and 几十年
	digits  int     // how many plain digits, 0 for 二十一 and 1.5
	western bool
	zero    bool // begins with the digit 0
	many    bool // 多 or 余 is in it or behind it: 十多年
}

// readNumber is the number that was read last.
type readNumber struct {
	number
	behind int // one behind where it begins; 0: none was read
	end    int
}

// maxNumber bounds what is read. No time has a larger number.
const maxNumber = 1e8

// whole reads a whole number from lo to hi at i.
func (t *text) whole(i, lo, hi int) (v, end int) {
	n, end := t.number(i)
	if end == 0 || n.hi != 0 || n.many || n.v != float64(int(n.v)) || int(n.v) < lo || int(n.v) > hi {
		return 0, 0
	}
	return int(n.v), end
}

// number reads the number at i. It keeps the last one, since one reader after the
// other asks for it, as the number of a month, of a day, of an hour.
func (t *text) number(i int) (number, int) {
	if i >= len(t.s) {
		return number{}, 0
	}
	if m := &t.lastNumber; m.behind == i+1 {
		return m.number, m.end
	}
	var n number
	var end int
	if isDigit(t.s[i]) {
		n, end = t.western(i)
	} else {
		n, end = t.chinese(i)
	}
	t.lastNumber = readNumber{n, i + 1, end}
	return n, end
}

func (t *text) western(i int) (n number, end int) {
	n.western, n.zero = true, t.s[i] == '0'
	j := i
	for j < len(t.s) && isDigit(t.s[j]) {
		if n.digits++; n.digits > 8 {
			return number{}, 0
		}
		n.v = n.v*10 + float64(t.s[j]-'0')
		j++
	}
	for n.digits <= 3 && n.v > 0 && t.has(j, ",") && t.run(j+1) == 3 && n.v < maxNumber/1000 {
		n.v = n.v*1000 + float64(t.s[j+1]-'0')*100 + float64(t.s[j+2]-'0')*10 + float64(t.s[j+3]-'0')
		j += 4
	}
	if k := t.run(j + 1); t.has(j, ".") && k > 0 && k < 3 && !t.has(j+1+k, ".") && n.digits < 4 {
		f := 0.1
		for _, c := range []byte(t.s[j+1 : j+1+k]) {
			n.v, f = n.v+float64(c-'0')*f, f/10
		}
		return number{v: n.v, western: true}, j + 1 + k
	}
	for last := 10.0; ; {
		v, next := t.scale(j)
		if v <= last || n.v*v > maxNumber {
			break
		}
		n.v, n.digits, j, last = n.v*v, 0, next, v
	}
	if m := t.first(j, &t.words.more); m > 0 && n.v >= 10 {
		n.many, j = true, j+m
	}
	return n, j
}

// digitAt returns the value of the Chinese digit at i, or -1.
func (t *text) digitAt(i int) (v, end int) {
	r, w := t.decode(i)
	switch r {
	case '〇', '零', '○':
		return 0, i + w
	case '一':
		return 1, i + w
	case '二', '两', '俩':
		return 2, i + w
	case '三', '仨':
		return 3, i + w
	case '四':
		return 4, i + w
	case '五':
		return 5, i + w
	case '六':
		return 6, i + w
	case '七':
		return 7, i + w
	case '八':
		return 8, i + w
	case '九':
		return 9, i + w
	}
	return -1, 0
}

// chinese reads 二〇二四, 二十一, 廿三, 一百二十, 十几 and 几十.
func (t *text) chinese(i int) (number, int) {
	if n, end := t.plain(i); n.digits > 1 {
		return n, end
	}
	if m := t.first(i, &t.words.some); m > 0 {
		v, end := t.scale(i + m)
		if end == 0 {
			return number{}, 0
		}
		return number{v: 2 * v, hi: 10 * v}, end
	}
	return t.composed(i)
}

// plain reads a run of at most four digits.
func (t *text) plain(i int) (n number, end int) {
	j := i
	for n.digits < 5 {
		v, next := t.digitAt(j)
		if next == 0 {
			break
		}
		n.zero = n.zero || n.digits == 0 && v == 0
		n.v = n.v*10 + float64(v)
		n.digits++
		j = next
	}
	if _, next := t.scale(j); next > 0 && n.digits > 1 || n.digits == 5 { // 七八十
		return number{}, 0
	}
	return n, j
}

func (t *text) scale(i int) (v float64, end int) {
	r, w := t.decode(i)
	switch r {
	case '十':
		return 10, i + w
	case '百':
		return 100, i + w
	case '千':
		return 1000, i + w
	case '万':
		return 1e4, i + w
	}
	return 0, 0
}

// composed reads 二十一, 一百零五 and 十几.
func (t *text) composed(i int) (n number, end int) {
	if w, next := t.word(i, &t.words.tens); w != nil {
		n.v = float64(w.n[0])
		if v, end := t.digitAt(next); end > 0 && v > 0 {
			return number{v: n.v + float64(v)}, end
		}
		return n, next
	}
	const none = 1e5 // above every scale
	j, cur, last, digits := i, -1, float64(none), 0
	for j < len(t.s) {
		if v, next := t.digitAt(j); next > 0 && cur < 0 {
			digits++
			n.zero = n.zero || j == i && v == 0
			if v > 0 || n.v == 0 { // else 零 that fills a place
				cur = v
			}
			j = next
			continue
		}
		s, next := t.scale(j)
		if next == 0 || s >= last || cur < 0 && (s > 10 || n.v > 0) {
			break
		}
		if cur < 0 {
			cur = 1
		}
		n.v += s * float64(cur)
		cur, last, j = -1, s, next
	}
	if j == i {
		return number{}, 0
	}
	n.v += float64(max(cur, 0))
	n.digits = btoi(digits == 1 && last == none)
	if last < none && cur < 0 {
		m := t.first(j, &t.words.more)
		if m == 0 && last == 10 {
			m = t.skip(j, "几") - j
		}
		n.many, j = m > 0, j+m
	}
	return n, j
}

// about reads two digits in a row that mean from one to the other: 七八 (点).
func (t *text) about(i int) (lo, hi, end int) {
	a, j := t.digitAt(i)
	b, k := t.digitAt(j)
	if j == 0 || k == 0 || a <= 0 || b != a+1 && (a != 3 || b != 5) {
		return 0, 0, 0
	}
	return a, b, k
}

func (t *text) digitBehind(i int) bool {
	_, end := t.number(i)
	return end > 0
}
