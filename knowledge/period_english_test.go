package knowledge

import "testing"

func TestPeriodEnglish(t *testing.T) {
	t.Parallel()
	for iso, want := range map[string]string{
		"":                      "",
		"2024":                  "2024",
		"2024-09":               "Sep 2024",
		"2024-09-29":            "29 Sep 2024",
		"2024-01-01/2024-12-31": "2024",
		"2022-01-01/2024-12-31": "2022–2024",
		"2024-01-01/2024-03-31": "Q1 2024",
		"2024-01-01/2024-06-30": "H1 2024",
		"2024-01-01/2024-08-31": "Jan–Aug 2024",
		"2024-04-01/2024-04-30": "Apr 2024",
		"2023-11-01/2024-02-29": "Nov 2023 – Feb 2024",
		"2024-04-03/2024-05-07": "3 Apr 2024 – 7 May 2024",
		"2024-04-03/2024-04-03": "3 Apr 2024",
		"2024-01-01/..":         "since 2024",
		"2026-07-02/..":         "since 2 Jul 2026",
		"../2025-10-31":         "until Oct 2025",
		"soon":                  "soon",
		"2025/2024":             "2025/2024",
	} {
		if got := PeriodEnglish(iso); got != want {
			t.Errorf("PeriodEnglish(%q) = %q, want %q", iso, got, want)
		}
	}
}

// TestPeriodSince has figures of a time that goes on: what is reached is since then,
// what is planned is from then on.
func TestPeriodSince(t *testing.T) {
	t.Parallel()
	for state, want := range map[State]string{Reached: "2024年以来", Planned: "2024年起", Target: "2024年起"} {
		if got := PeriodOf(Figure{Binding: Binding{Period: "2024-01-01/..", State: state}}, nil); got != want {
			t.Errorf("%q: %s, want %s", state, got, want)
		}
	}
}
