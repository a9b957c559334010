package rtf

// kind is the kind of a token.
type kind int

const (
	groupStart kind = iota
	groupEnd
	control   // a control word with its number, if it has one
	symbol    // a control symbol: a backslash and the byte in number
	text      // the byte in number
	endOfFile // also if the last token is cut
)

// token is one of the parts of a file.
type token struct {
	kind   kind
	word   string
	number int
	has    bool // a control word has a number
}

// on reports whether a control word that switches something switches it on.
func (t token) on() bool { return !t.has || t.number != 0 }

// lexer takes a file apart.
type lexer struct {
	data []byte
	at   int
}

const (
	longestWord   = 32      // letters; longer ones are no control words of any program
	largestNumber = 1 << 27 // more than a file has bytes; ten times as much is an int on any system
)

// next returns the next token. Line ends are no tokens, except after a backslash.
func (l *lexer) next() token {
	for l.at < len(l.data) && (l.data[l.at] == '\n' || l.data[l.at] == '\r') {
		l.at++
	}
	if l.at >= len(l.data) {
		return token{kind: endOfFile}
	}
	c := l.data[l.at]
	l.at++
	switch c {
	case '{':
		return token{kind: groupStart}
	case '}':
		return token{kind: groupEnd}
	case '\\':
		return l.escape()
	}
	return token{kind: text, number: int(c)}
}

// escape returns the token after a backslash.
func (l *lexer) escape() token {
	if l.at >= len(l.data) {
		return token{kind: endOfFile}
	}
	c := l.data[l.at]
	if isLetter(c) {
		return l.controlWord()
	}
	l.at++
	switch c {
	case '\\', '{', '}':
		return token{kind: text, number: int(c)}
	case '\'':
		if l.at+2 > len(l.data) {
			return token{kind: endOfFile}
		}
		high, low := hex(l.data[l.at]), hex(l.data[l.at+1])
		if high < 0 || low < 0 {
			return token{kind: text, number: int(c)}
		}
		l.at += 2
		return token{kind: text, number: high<<4 | low}
	}
	return token{kind: symbol, number: int(c)}
}

// controlWord returns a control word with its number and the space after it.
func (l *lexer) controlWord() token {
	from := l.at
	for l.at < len(l.data) && isLetter(l.data[l.at]) && l.at-from < longestWord {
		l.at++
	}
	t := token{kind: control, word: string(l.data[from:l.at])}
	negative := l.at+1 < len(l.data) && l.data[l.at] == '-' && isDigit(l.data[l.at+1])
	if negative {
		l.at++
	}
	for ; l.at < len(l.data) && isDigit(l.data[l.at]); l.at++ {
		t.has = true
		t.number = min(10*t.number+int(l.data[l.at]-'0'), largestNumber)
	}
	if negative {
		t.number = -t.number
	}
	if l.at < len(l.data) && l.data[l.at] == ' ' {
		l.at++
	}
	return t
}

// skip skips bytes that are no text.
func (l *lexer) skip(n int) { l.at += max(0, min(n, len(l.data)-l.at)) }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hex returns the value of a hexadecimal digit, -1 for another byte.
func hex(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
