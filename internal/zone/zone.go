// Package zone sets the time zone where the system has no time zone data, as in a
// container with nothing but the program in it. Without it Go takes UTC in silence,
// and for eight hours of each day "today" is yesterday.
package zone

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
)

// shanghai is the compiled data of Asia/Shanghai from the IANA database, release 2025b.
//
//go:embed shanghai.tzif
var shanghai []byte

// local returns the location that the value of TZ names. It is nil where Go's own
// choice is right: without TZ, and where load, which asks the system, has the data. The
// error says that the name is not known; times are then in UTC.
func local(tz string, load func(string) (*time.Location, error)) (*time.Location, error) {
	name := strings.TrimPrefix(tz, ":")
	if name == "" || strings.HasPrefix(name, "/") {
		return nil, nil
	}
	if _, err := load(name); err == nil {
		return nil, nil
	}
	switch name {
	case "Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC":
		return time.LoadLocationFromTZData(name, shanghai)
	}
	return nil, fmt.Errorf("TZ=%s: this system does not know that time zone, so that times are in UTC; use TZ=Asia/Shanghai", name)
}

// Use makes the zone that TZ names the local one of the program if the system lacks
// its data and the program has it. It must be called before anything reads the clock.
func Use(getenv func(string) string) error {
	loc, err := local(getenv("TZ"), time.LoadLocation)
	if loc != nil {
		time.Local = loc
	}
	return err
}
