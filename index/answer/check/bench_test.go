package check

import "testing"

// BenchmarkCheck checks a draft of three figures.
func BenchmarkCheck(b *testing.B) {
	c, err := linhu()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := c.Check(b.Context(), "2024年青浦湾科创片区落地总部项目8个，新开工项目23个，累计投资超100亿元", ""); err != nil {
			b.Fatal(err)
		}
	}
}
