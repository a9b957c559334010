package bench

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Print writes the report for people.
func (r *Report) Print(out io.Writer) error {
	var b strings.Builder
	r.printRows(&b)
	r.printSizes(&b)
	r.printIndexes(&b)
	r.printLimited(&b)
	r.printRecall(&b)
	r.printScores(&b)
	for _, g := range r.Grown {
		fmt.Fprintf(&b, "\nGROWS TOO FAST: %s\n", g)
	}
	for _, f := range r.Failed {
		fmt.Fprintf(&b, "\nFAILED: %s: %s\n", f.Step, f.Err)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// printRows writes the machine and the rows, which the README shows.
func (r *Report) printRows(b *strings.Builder) {
	m := r.Machine
	memory := "memory not known"
	if m.Memory > 0 {
		memory = fmt.Sprintf("%.0f GB", float64(m.Memory)/1e9)
	}
	fmt.Fprintf(b, "%s; %d CPUs (GOMAXPROCS %d), %s, %s/%s, %s; seed %d\n", r.Date, m.CPUs, m.Procs, memory, m.OS, m.Arch, m.Go, r.Seed)
	if r.Missing != "" {
		fmt.Fprintf(b, "No ratios: %s\n", r.Missing)
	}
	b.WriteByte('\n')
	t := grid{{"", "naive", "beilun", "unit", "ratio", "wanted", "aim", "reached"}}
	for _, row := range r.Rows {
		ratio := "-"
		if row.Ratio != nil {
			ratio = number(row.Ratio) + "x"
		}
		beilun, reached := number(row.Beilun), string(row.Reached)
		if row.None {
			beilun = "none"
		}
		if row.Failed != "" {
			reached = "failed: " + row.Failed
		}
		t = append(t, []string{row.Name, number(row.Naive), beilun, row.Unit, ratio, row.limit(row.Wanted), row.limit(row.Aim), reached})
	}
	t.write(b, "lrrlrlll")
}

// readmeStart and readmeEnd are around the rows in the README.
const (
	readmeStart = "\n```text bench\n"
	readmeEnd   = "```\n"
)

// InReadme returns the text of a README with the rows of r in the place of those that it
// shows. Rows that failed are not for a README.
func (r *Report) InReadme(readme string) (string, error) {
	if len(r.Failed) > 0 {
		return "", fmt.Errorf("steps of the bench failed, the first to %s", r.Failed[0].Step)
	}
	before, rest, ok := strings.Cut(readme, readmeStart)
	_, after, closed := strings.Cut(rest, "\n"+readmeEnd)
	if !ok || !closed {
		return "", errors.New("there is no block of text for a bench")
	}
	var b strings.Builder
	r.printRows(&b)
	return before + readmeStart + b.String() + readmeEnd + after, nil
}

// printRecall writes how often the right passage came first.
func (r *Report) printRecall(b *strings.Builder) {
	if c := r.Recall; c != nil {
		naive := "not known"
		if c.Naive != nil {
			naive = fmt.Sprintf("%.3f", *c.Naive)
		}
		fmt.Fprintf(b, "\nfirst passage right (R@1) of %d questions: naive %s, beilun %.3f\n", c.Questions, naive, c.Beilun)
		return
	}
	b.WriteString("\nfirst passage right (R@1): not counted; give -contexts and -questions, without a -n\n")
}

// printLimited writes what little memory makes of a library.
func (r *Report) printLimited(b *strings.Builder) {
	if len(r.Limited) == 0 {
		return
	}
	fmt.Fprintf(b, "\nlittle memory; it is enough when at most %.0f%% of the processor's work is collecting garbage\n", 100*mostCollecting)
	t := grid{{"GOMEMLIMIT", "indexing s", "garbage", "asked", "a new release ms", "garbage", "peak MB resident", "enough"}}
	percent := func(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) }
	for _, l := range r.Limited {
		enough := "no"
		if l.Enough() {
			enough = "yes"
		} else if l.Err != "" {
			enough = "failed: " + l.Err
		}
		t = append(t, []string{
			fmt.Sprintf("%d MiB", l.MiB), orDash("%.1f", l.Indexing.Seconds()), percent(l.Building), thousands(l.Asked), orDash("%.0f", ms(l.Adding)), percent(l.Serving), orDash("%.0f", mb(l.Peak)), enough,
		})
	}
	t.write(b, "rrrrrrrl")
}

// limit returns a limit of a row as text.
func (row *Row) limit(l Limit) string {
	var out []string
	if l.Ratio > 0 {
		out = append(out, strconv.FormatFloat(l.Ratio, 'g', 3, 64)+"x")
	}
	if l.Value > 0 {
		space := " "
		if row.Unit == "x" || row.Unit == "/s" {
			space = ""
		}
		value := strconv.FormatFloat(l.Value, 'g', 3, 64)
		if l.Value >= 1000 {
			value = thousands(int(l.Value))
		}
		out = append(out, value+space+row.Unit)
	}
	return strings.Join(out, ", ")
}

// printScores writes the scores, or how to get them.
func (r *Report) printScores(b *strings.Builder) {
	s := r.Scores
	if s == nil {
		b.WriteString("\nscores of answers: not counted; give -scores index/eval/testdata/press,index/eval/testdata/rounds\n")
		return
	}
	fmt.Fprintf(b, "\nscores of %d districts, which the program was made with (\"beilun eval answers\" leaves each out in turn)\n", s.Districts)
	t := grid{
		{"questions with an answer", thousands(s.Answerable), "right", share(s.Right), "quoted", share(s.Quoted)},
		{"those with a known passage", "", "first (R@1)", share(s.First), "in the first five", share(s.Five)},
		{"all questions", thousands(s.Questions), "wrong claim", share(s.Wrong), "", ""},
		{"facts", thousands(s.Facts), "all right", share(s.Whole), "precision", share(s.Precision)},
	}
	t.write(b, "lrlrlr")
}

// share formats a share of 1.
func share(x float64) string { return fmt.Sprintf("%.3f", x) }

// printSizes writes the times of answers by size, and their ratio to those of the
// first size.
func (r *Report) printSizes(b *strings.Builder) {
	b.WriteString("\nmilliseconds of an answer; growth is that of p50 since the first size\n")
	t := grid{{"paragraphs", "", "asked", "p50", "p95", "p99", "growth"}}
	var first Size
	for i, s := range r.Sizes {
		if i == 0 {
			first = s
		}
		row := func(name string, asked int, now, then Percentiles) {
			if now == (Percentiles{}) {
				return
			}
			growth := "-"
			if then.P50 > 0 {
				growth = fmt.Sprintf("%.2fx", float64(now.P50)/float64(then.P50))
			}
			t = append(t, []string{thousands(s.Paragraphs), name, strconv.Itoa(asked), millis(now.P50), millis(now.P95), millis(now.P99), growth})
		}
		if s.Naive != nil {
			row("naive, whole", s.Naive.Questions, s.Naive.Whole, first.Naive.Whole)
		}
		row("beilun, whole", s.Beilun.Questions, s.Beilun.Whole, first.Beilun.Whole)
		for _, st := range s.Beilun.Stages {
			row("  "+st.Name, s.Beilun.Questions, st.Percentiles, first.Beilun.stage(st.Name))
		}
	}
	t.write(b, "rlrrrrr")
}

// printIndexes writes the times and sizes of indexing.
func (r *Report) printIndexes(b *strings.Builder) {
	b.WriteString("\nindexing; what is not new was there before and may be written again\n")
	t := grid{{"paragraphs", "", "new", "seconds", "CPU s", "new/s", "MB on disk", "MB resident", "peak", "questions/s", "CPU ms an answer"}}
	for _, s := range r.Sizes {
		row := func(name string, m *Measured) {
			if m == nil {
				return
			}
			t = append(t, []string{
				thousands(s.Paragraphs), name, thousands(m.Added), orDash("%.2f", m.Indexing.Seconds()), orDash("%.2f", m.CPU.Seconds()), orDash("%.0f", m.indexedPerSecond()),
				orDash("%.1f", mb(m.Bytes)), orDash("%.0f", mb(m.Memory.Now)), orDash("%.0f", mb(m.Memory.Peak)), orDash("%.0f", m.PerSecond), millis(m.AnswerCPU),
			})
		}
		row("naive", s.Naive)
		row("beilun", s.Beilun)
	}
	t.write(b, "rlrrrrrrrrr")
}

// orDash formats a number, or returns a dash for 0, which is unknown.
func orDash(format string, x float64) string {
	if x == 0 {
		return "-"
	}
	return fmt.Sprintf(format, x)
}

func millis(d time.Duration) string { return orDash("%.3f", ms(d)) }

// number formats a number with two or three significant digits, or as an integer from
// 100.
func number(x *float64) string {
	switch {
	case x == nil:
		return "-"
	case *x >= 100:
		return fmt.Sprintf("%.0f", *x)
	case *x >= 10:
		return fmt.Sprintf("%.1f", *x)
	case *x >= 0.1:
		return fmt.Sprintf("%.2f", *x)
	}
	return fmt.Sprintf("%.2g", *x)
}

// grid is a table of text, row by row.
type grid [][]string

// write writes the table with aligned columns. aligns has a letter for each column:
// l for left, r for right.
func (g grid) write(b *strings.Builder, aligns string) {
	width := make([]int, len(aligns))
	for _, row := range g {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range g {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if aligns[i] == 'r' {
				cell, pad = pad, cell
			}
			line.WriteString(cell + pad)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func mb(bytes int64) float64 { return float64(bytes) / 1e6 }

// thousands formats a number with a comma between groups of digits.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
