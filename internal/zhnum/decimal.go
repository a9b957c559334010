package zhnum

import (
	"math/big"
	"math/bits"
)

// decimal is n divided by d, a power of ten; neither is negative. An operation reports
// whether the result fits.
type decimal struct{ n, d int64 }

func integer(n int64) decimal { return decimal{n, 1} }

func (a decimal) isZero() bool { return a.n == 0 }

func times(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b)) // neither is ever negative
	return int64(lo), hi == 0 && lo < 1<<63
}

func (a decimal) mul(k int64) (decimal, bool) {
	for a.d > 1 && k%10 == 0 {
		a.d, k = a.d/10, k/10
	}
	n, ok := times(a.n, k)
	return decimal{n, a.d}, ok
}

func (a decimal) add(b decimal) (decimal, bool) {
	for a.d < b.d {
		n, ok := times(a.n, 10)
		if !ok {
			return a, false
		}
		a.n, a.d = n, a.d*10
	}
	for b.d < a.d {
		n, ok := times(b.n, 10)
		if !ok {
			return a, false
		}
		b.n, b.d = n, b.d*10
	}
	return decimal{a.n + b.n, a.d}, a.n+b.n >= 0
}

func (a decimal) rat() *big.Rat {
	if a.d == 1 {
		return new(big.Rat).SetInt64(a.n) // without the search for a common divisor
	}
	return big.NewRat(a.n, a.d)
}

// western reads digits, grouped in threes by commas or not, and a fraction at the
// start of s. ok is false if there are none or more than 18.
func western(s string) (v decimal, length int, ok bool) {
	const max = 18
	n := digits(s, max)
	if n == 0 || n > max {
		return v, n, false
	}
	count := n
	for _, c := range []byte(s[:n]) {
		v.n = v.n*10 + int64(c-'0')
	}
	if n <= 3 {
		for n+4 <= len(s) && s[n] == ',' && digits(s[n+1:], 3) == 3 {
			count += 3
			if count > max {
				return v, n, false
			}
			for _, c := range []byte(s[n+1 : n+4]) {
				v.n = v.n*10 + int64(c-'0')
			}
			n += 4
		}
	}
	v.d = 1
	if n+1 < len(s) && s[n] == '.' && isDigit(s[n+1]) {
		f := digits(s[n+1:], max)
		if count+f > max {
			return v, n, false
		}
		for _, c := range []byte(s[n+1 : n+1+f]) {
			v.n, v.d = v.n*10+int64(c-'0'), v.d*10
		}
		n += 1 + f
	}
	return v, n, true
}
