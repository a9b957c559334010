package main

import (
	"flag"

	"beilun/index/answer"
	"beilun/knowledge"
)

// dayFlag adds the flag -on to fs and returns its value, the day on which a
// question is asked. Without the flag it is zero.
func dayFlag(fs *flag.FlagSet) *knowledge.Date {
	day := new(knowledge.Date)
	fs.Func("on", "", func(s string) error {
		d, err := knowledge.ParseDate(s)
		if err == nil && d.Day == 0 {
			err = usagef("want a day such as 2024-09-29")
		}
		*day = d
		return err
	})
	return day
}

// today returns a function that returns the day on which a question is asked: that
// of -on, or else the clock's, which changes while the program runs.
func (c config) today() func() knowledge.Date {
	if c.on.IsZero() {
		return answer.Today
	}
	return func() knowledge.Date { return c.on }
}
