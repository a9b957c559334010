package main

import (
	"flag"

	"beilun/index/answer"
	"beilun/knowledge"
)

// dayFlag adds -on to fs, the day of asking. It stays zero where the flag is not
// given.
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

// today returns what tells the day of asking: that of -on, else the clock's. A
// program that runs for days asks it anew for each question.
func (c config) today() func() knowledge.Date {
	if c.on.IsZero() {
		return answer.Today
	}
	return func() knowledge.Date { return c.on }
}
