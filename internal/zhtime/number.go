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
func (p *text) whole(i, lo, hi int) (v, end int) {
	n, end := p.number(i)
	if end == 0 || n.hi != 0 || n.many || n.v != float64(int(n.v)) || int(n.v) < lo || int(n.v) > hi {
		return 0, 0
	}
	return int(n.v), end
}

// number reads the number at i. The same one is asked for by one reader after
// the other, as the number of a month, of a day, of an hour.
func (p *text) number(i int) (number, int) {
	if i >= len(p.s) {
		return number{}, 0
	}
	if m := &p.lastNumber; m.behind == i+1 {
		return m.number, m.end
	}
	var n number
	var end int
	if isDigit(p.s[i]) {
		n, end = p.western(i)
	} else {
		n, end = p.chinese(i)
	}
	p.lastNumber = readNumber{n, i + 1, end}
	return n, end
}

func (p *text) western(i int) (n number, end int) {
	n.western, n.zero = true, p.s[i] == '0'
	j := i
	for j < len(p.s) && isDigit(p.s[j]) {
		if n.digits++; n.digits > 8 {
			return number{}, 0
		}
		n.v = n.v*10 + float64(p.s[j]-'0')
		j++
	}
	for n.digits <= 3 && n.v > 0 && p.has(j, ",") && p.run(j+1) == 3 && n.v < maxNumber/1000 {
		n.v = n.v*1000 + float64(p.s[j+1]-'0')*100 + float64(p.s[j+2]-'0')*10 + float64(p.s[j+3]-'0')
		j += 4
	}
	if k := p.run(j + 1); p.has(j, ".") && k > 0 && k < 3 && !p.has(j+1+k, ".") && n.digits < 4 {
		f := 0.1
		for _, c := range []byte(p.s[j+1 : j+1+k]) {
			n.v, f = n.v+float64(c-'0')*f, f/10
		}
		return number{v: n.v, western: true}, j + 1 + k
	}
	for _, scale := range []struct {
		text string
		v    float64
	}{{"百", 100}, {"千", 1000}, {"万", 1e4}} {
		if p.has(j, scale.text) && n.v*scale.v <= maxNumber {
			n.v, n.digits, j = n.v*scale.v, 0, j+len(scale.text)
		}
	}
	if m := p.first(j, "多", "余"); m > 0 && n.v >= 10 {
		n.many, j = true, j+m
	}
	return n, j
}

// digitAt returns the value of the Chinese digit at i, or -1.
func (p *text) digitAt(i int) (v, end int) {
	r, w := p.decode(i)
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
func (p *text) chinese(i int) (number, int) {
	if n, end := p.plain(i); n.digits > 1 {
		return n, end
	}
	if m := p.first(i, "几", "数"); m > 0 {
		v, end := p.scale(i + m)
		if end == 0 {
			return number{}, 0
		}
		return number{v: 2 * v, hi: 10 * v}, end
	}
	return p.composed(i)
}

// plain reads a run of at most four digits.
func (p *text) plain(i int) (n number, end int) {
	j := i
	for n.digits < 5 {
		v, next := p.digitAt(j)
		if next == 0 {
			break
		}
		n.zero = n.zero || n.digits == 0 && v == 0
		n.v = n.v*10 + float64(v)
		n.digits++
		j = next
	}
	if _, next := p.scale(j); next > 0 && n.digits > 1 || n.digits == 5 { // 七八十
		return number{}, 0
	}
	return n, j
}

func (p *text) scale(i int) (v float64, end int) {
	r, w := p.decode(i)
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
func (p *text) composed(i int) (n number, end int) {
	if r, w := p.decode(i); r == '廿' || r == '卅' {
		n.v = map[rune]float64{'廿': 20, '卅': 30}[r]
		if v, next := p.digitAt(i + w); next > 0 && v > 0 {
			return number{v: n.v + float64(v)}, next
		}
		return n, i + w
	}
	const none = 1e5 // above every scale
	j, cur, last, digits := i, -1, float64(none), 0
	for j < len(p.s) {
		if v, next := p.digitAt(j); next > 0 && cur < 0 {
			digits++
			n.zero = n.zero || j == i && v == 0
			if v > 0 || n.v == 0 { // else 零 that fills a place
				cur = v
			}
			j = next
			continue
		}
		s, next := p.scale(j)
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
		m := p.first(j, "多", "余")
		if m == 0 && last == 10 {
			m = p.first(j, "几")
		}
		n.many, j = m > 0, j+m
	}
	return n, j
}

// about reads two digits in a row that mean a range: 七八 (点).
func (p *text) about(i int) (lo, hi, end int) {
	a, j := p.digitAt(i)
	b, k := p.digitAt(j)
	if j == 0 || k == 0 || a <= 0 || b != a+1 && (a != 3 || b != 5) {
		return 0, 0, 0
	}
	return a, b, k
}

func (p *text) digitBehind(i int) bool {
	_, end := p.number(i)
	return end > 0
}
