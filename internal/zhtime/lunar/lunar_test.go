package lunar

import "testing"

// TestLunarCalendar checks the computed calendar at new years of a century,
// leap months and solar terms that almanacs give.
func TestLunarCalendar(t *testing.T) {
	t.Parallel()
	for y, want := range map[int]string{1949: "01-29", 1976: "01-31", 1985: "02-20", 2000: "02-05", 2008: "02-07", 2020: "01-25", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2033: "01-31", 2034: "02-19", 2050: "01-23"} {
		if d, ok := Day(y, 1, 1, false); !ok || d.Format("01-02") != want {
			t.Errorf("new year of %d: %v, want %s", y, d, want)
		}
	}
	for y, month := range map[int]int{1984: 10, 2001: 4, 2006: 7, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11} {
		for m := 1; m <= 12; m++ {
			if _, ok := Day(y, m, 1, true); ok != (m == month) {
				t.Errorf("leap month %d of %d: %v", m, y, ok)
			}
		}
	}
	for _, tt := range []struct {
		year, term int
		want       string
	}{{2024, 2, "02-04"}, {2025, 2, "02-03"}, {2025, 6, "04-04"}, {2024, 11, "06-21"}, {2023, 17, "09-23"}, {2021, 23, "12-21"}, {1999, 23, "12-22"}} {
		if got := SolarTerm(tt.year, tt.term).Format("01-02"); got != tt.want {
			t.Errorf("solar term %d of %d: %s, want %s", tt.term, tt.year, got, tt.want)
		}
	}
}
