package ofd

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// box is a rectangle in millimetres, from the top left.
type box struct{ x, y, width, height float64 }

var a4 = box{0, 0, 210, 297}

// matrix maps x, y to m[0]x + m[2]y + m[4], m[1]x + m[3]y + m[5].
type matrix [6]float64

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// in returns the matrix of m inside of o: m is applied first.
func (m matrix) in(o matrix) matrix {
	x, y := o.apply(m[4], m[5])
	return matrix{
		o[0]*m[0] + o[2]*m[1], o[1]*m[0] + o[3]*m[1],
		o[0]*m[2] + o[2]*m[3], o[1]*m[2] + o[3]*m[3], x, y,
	}
}

// maxNumber is larger than any length on paper, in millimetres.
const maxNumber = 1e5

var errNumber = errors.New("not a number of sensible size")

// number returns the number in s.
func number(s string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(v >= -maxNumber && v <= maxNumber) {
		return 0, fmt.Errorf("%.40q: %w", s, errNumber)
	}
	return v, nil
}

// numbers returns the n numbers in s.
func numbers(s string, n int) ([]float64, error) {
	fields := strings.Fields(s)
	if len(fields) != n {
		return nil, fmt.Errorf("%.80q: %d numbers, want %d", s, len(fields), n)
	}
	out := make([]float64, n)
	for i, f := range fields {
		var err error
		if out[i], err = number(f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// boxOf returns the box in s: x, y, width, height.
func boxOf(s string) (box, error) {
	n, err := numbers(s, 4)
	if err != nil {
		return box{}, fmt.Errorf("a box: %w", err)
	}
	return box{n[0], n[1], n[2], n[3]}, nil
}

// deltas returns the first n distances in s, fewer if s has fewer. "g 3 5.6" stands
// for three times 5.6.
func deltas(s string, n int) ([]float64, error) {
	var out []float64
	for len(out) < n {
		var f string
		if f, s = field(s); f == "" {
			break
		}
		times := 1
		if f == "g" || f == "G" {
			var count string
			count, s = field(s)
			k, err := strconv.ParseUint(count, 10, 32)
			if err != nil {
				return nil, fmt.Errorf("g %.40q: %w", count, errNumber)
			}
			times = int(min(k, uint64(n-len(out))))
			if f, s = field(s); f == "" {
				return nil, fmt.Errorf("g %.40q without a distance: %w", count, errNumber)
			}
		}
		v, err := number(f)
		if err != nil {
			return nil, err
		}
		for range times {
			out = append(out, v)
		}
	}
	return out, nil
}

// field returns the first word of s and what is behind it.
func field(s string) (first, rest string) {
	s = strings.TrimLeft(s, " \t\r\n,")
	i := strings.IndexAny(s, " \t\r\n,")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}
