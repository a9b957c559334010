package sim

import (
	"testing"
	"time"
)

func TestClock(t *testing.T) {
	t.Parallel()
	c := NewClock()
	var order []string
	step := func(name string) func() { return func() { order = append(order, name) } }
	c.AfterFunc(2*time.Second, step("two"))
	c.AfterFunc(time.Second, func() {
		order = append(order, "one")
		c.AfterFunc(500*time.Millisecond, step("one and a half"))
	})
	stop := c.AfterFunc(time.Second, step("never"))
	c.AfterFunc(time.Hour, step("later"))
	stop()
	stop()
	start := c.Now()
	c.Advance(3 * time.Second)
	if want := []string{"one", "one and a half", "two"}; len(order) != 3 || order[0] != want[0] || order[1] != want[1] || order[2] != want[2] {
		t.Errorf("order %q", order)
	}
	if d := c.Now().Sub(start); d != 3*time.Second {
		t.Errorf("moved by %v", d)
	}
}
