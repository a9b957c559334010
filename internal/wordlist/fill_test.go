package wordlist

import "testing"

func TestFill(t *testing.T) {
	type lists struct{ Joint, ThenOf List }
	got := Fill[lists]("x.txt", "# a comment\njoint 和 与\nthen-of 的\njoint 及\n")
	if !got.Joint.Ends("甲及") || !got.ThenOf.Begins("的甲") || got.Joint.Chars() != "和与及" {
		t.Errorf("%v", got)
	}
	for _, file := range []string{
		"joint 和",                     // a field without a class
		"joint 和\nthen-of 的\nother 乙", // a class without a field
		"joint 和\nthen-of",            // a class without words
		"joint 和 和\nthen-of 的",        // a word twice
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is read", file)
				}
			}()
			Fill[lists]("x.txt", file)
		}()
	}
}
