package zhnum

import (
	"math/big"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, value, hi, rest string
	}{
		{"21个", "21", "", "个"},
		{"4.4亿元", "440000000", "", "元"},
		{"1,234,567.8", "6172839/5", "", ""},
		{"13,666平方米", "13666", "", "平方米"},
		{"1,3-丙二醇", "1", "", ",3-丙二醇"},
		{"1234,567", "1234", "", ",567"},
		{"12.5万", "125000", "", ""},
		{"1.2万亿", "1200000000000", "", ""},
		{"二十万亿", "20000000000000", "", ""},
		{"一万五千亿", "1500000000000", "", ""},
		{"10万万", "1000000000", "", ""},
		{"1,100.9亿", "110090000000", "", ""},
		{"五千八百亿", "580000000000", "", ""},
		{"三亿五千万", "350000000", "", ""},
		{"7万5千4百", "75400", "", ""},
		{"3万4000", "34000", "", ""},
		{"1千零1", "1001", "", ""},
		{"一百零五", "105", "", ""},
		{"一百零十万", "1100000", "", ""},
		{"一千零十二", "1012", "", ""},
		{"四亿五千六百四十二万零一十五", "456420015", "", ""},
		{"两千三", "2300", "", ""},
		{"两千四百五", "2450", "", ""},
		{"一万三", "13000", "", ""},
		{"百三", "130", "", ""},
		{"十五", "15", "", ""},
		{"两百", "200", "", ""},
		{"二十一", "21", "", ""},
		{"壹仟零壹", "1001", "", ""},
		{"肆佰叁拾万", "4300000", "", ""},
		{"二〇二四年", "2024", "", "年"},
		{"零五", "5", "", ""},
		{"零", "0", "", ""},
		{"五六个", "5", "6", "个"},
		{"两三百家", "200", "300", "家"},
		{"三四十家", "30", "40", "家"},
		{"十七八个", "17", "18", "个"},
		{"五六百万", "5000000", "6000000", ""},
		{"八九亿", "800000000", "900000000", ""},
		{"三五个", "3", "5", "个"},
		{"几十家", "10", "100", "家"},
		{"数十亿元", "1000000000", "10000000000", "元"},
		{"三点五", "7/2", "", ""},
		{"零点五", "1/2", "", ""},
		{"二十七点三亿", "2730000000", "", ""},
		{"两千万点五", "40000001/2", "", ""},
		{"八点五十", "8", "", "点五十"},
		{"12千米", "12", "", "千米"},
		{"一百千瓦", "100", "", "千瓦"},
		{"1兆赫", "1", "", "兆赫"},
		{"20余个", "20", "", "余个"},
		{"十余万", "100000", "", ""},
		{"一千多万元", "10000000", "", "元"},
		{"三十万多亿", "30000000000000", "", ""},
		{"一百二十几亿", "12000000000", "", ""},
		{"十几个", "10", "", "几个"},
		{"十多个", "10", "", "多个"},
		{"百名", "100", "", "名"},
		{"百万人", "1000000", "", "人"},
		{"3541.07万元2.3本", "35410700", "", "元2.3本"},
		{"2.3本", "23/10", "", "本"},
		{"两万两", "20000", "", "两"},
		{"一点两小时", "1", "", "点两小时"},
		{"一万两千", "12000", "", ""},
		{"一百零几万", "1000000", "", ""},
		{"零十", "10", "", ""},
		{"20来万", "200000", "", ""},
		{"2亿5项", "200000000", "", "5项"},
	} {
		n, ok := Parse(tt.in)
		if !ok {
			t.Errorf("Parse(%q): no number", tt.in)
			continue
		}
		hi := ""
		if n.Hi != nil {
			hi = n.Hi.RatString()
		}
		if n.Value.RatString() != tt.value || hi != tt.hi || tt.in[n.Len:] != tt.rest {
			t.Errorf("Parse(%q) = %s hi %q rest %q, want %s %q %q", tt.in, n.Value.RatString(), hi, tt.in[n.Len:], tt.value, tt.hi, tt.rest)
		}
	}
}

func TestParseNone(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "个", "点五", "几个", "数据", "多", "余万", ".5", "\xff", "\xe4\xb8",
		strings.Repeat("9", 1<<20), strings.Repeat("一", 1<<18), "1" + strings.Repeat("0", 400),
		"1" + strings.Repeat(",000", 1000), "1" + strings.Repeat("亿", 40),
	} {
		if n, ok := Parse(in); ok {
			t.Errorf("Parse(%.20q) = %v, want none", in, n.Value)
		}
	}
}

// TestParseLong checks that a long run takes bounded time.
func TestParseLong(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"1", "1,", "一", "十", "万", "零", "几", "多", "点", "1万", "百零"} {
		in := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		for range 100 {
			Parse(in)
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q repeated: %v for 100 parses", unit, d)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	check := func(v *big.Rat) {
		s, ok := chinese(v)
		if !ok {
			t.Fatalf("chinese(%v): not written", v)
		}
		n, ok := Parse(s)
		if !ok || n.Len != len(s) || n.Hi != nil || n.Value.Cmp(v) != 0 {
			t.Fatalf("%v is written %s and read as %v with %q left", v, s, n.Value, s[n.Len:])
		}
		d := decimalText(v)
		if n, ok := Parse(d); !ok || n.Len != len(d) || n.Value.Cmp(v) != 0 {
			t.Fatalf("%v is written %s and read as %v", v, d, n.Value)
		}
	}
	for v := int64(0); v < 20_000; v++ {
		check(big.NewRat(v, 1))
		check(big.NewRat(v, 100))
	}
	for v := int64(1); v < 1e16; v = v*7 + 3 {
		check(big.NewRat(v, 1))
		check(big.NewRat(v/1000*1000, 1))
	}
}

func TestRounded(t *testing.T) {
	t.Parallel()
	for v, want := range map[*big.Rat]string{big.NewRat(5, 1): "5", big.NewRat(1, 3): "0.33", big.NewRat(5, 2): "2.5", big.NewRat(-1, 4): "-0.25"} {
		if got := Rounded(v); got != want {
			t.Errorf("Rounded(%v) = %s, want %s", v, got, want)
		}
	}
}

func TestParseTokens(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"digit 一\n", "digit x 一\n", "digit 1 一一\n", "numeral 1 一\n", "not-before 千 瓦\n", "more a\n"} {
		if _, err := parseTokens(bad); err == nil {
			t.Errorf("parsing %q returns no error", bad)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234.5万亿", "三亿五千万", "十七八", "二〇二四", "九九九九九九九九九九九九九九九九九九九九", "几十万多亿", "零点零零五亿", "1千零1", "百万"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := Parse(s)
		if !ok {
			return
		}
		if n.Len <= 0 || n.Len+n.InfixLen > len(s) || n.Value.Sign() < 0 || n.Hi != nil && n.Hi.Cmp(n.Value) < 0 {
			t.Fatalf("Parse(%q) = %+v", s, n)
		}
		if again, ok := Parse(decimalText(n.Value)); ok && again.Value.Cmp(n.Value) != 0 {
			t.Fatalf("Parse(%q): %v does not survive a round trip", s, n.Value)
		}
	})
}
