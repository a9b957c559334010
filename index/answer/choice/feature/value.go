package feature

// Shares is the number of values of Share.
const Shares = 6

// Share buckets a share between 0 and 1; the first and last value are none and all.
func Share(x float64) int {
	switch {
	case x <= 0.001:
		return 0
	case x >= 0.999:
		return Shares - 1
	}
	return 1 + int(x*(Shares-2))
}

// Ranks is the number of values of Below.
const Ranks = 6

// Below buckets how far x is below the most.
func Below(x, most float64) int {
	for i, d := range [...]float64{0.001, 0.05, 0.12, 0.25, 0.4} {
		if most-x <= d {
			return i
		}
	}
	return Ranks - 1
}

// Bucket returns the index of the first limit that n does not exceed.
func Bucket(n int, limits ...int) int {
	for i, most := range limits {
		if n <= most {
			return i
		}
	}
	return len(limits)
}

// Bool returns 1 for true and 0 for false.
func Bool(b bool) int {
	if b {
		return 1
	}
	return 0
}
